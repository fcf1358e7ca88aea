"""Writes Tests/KernelsTests/Support/PreciseActivations.swift: `python3 activations.py > FILE` (mpmath 1.3)."""
from mpmath import *
import random
import struct
mp.prec=300
random.seed(5)
def Phi(x): return erfc(-x/sqrt(mpf(2)))/2
fs={
'softplus':lambda x: log(1+exp(x)) if x>-50 else log1p(exp(x)),
'silu':lambda x: x/(1+exp(-x)),
'gelu':lambda x: x*Phi(x),
'elu':lambda x: x if x>0 else expm1(x)}
def sl_silu(x):
    s=1/(1+exp(-x)); return s*(1+x*(1-s))
def sl_gelu(x): return Phi(x)+x*exp(-x*x/2)/sqrt(2*pi)
slopes={'silu':sl_silu,'gelu':sl_gelu}
xs=[0.0,1e-300,-1e-300,1e-20,-1e-20,1e-9,-1e-5,0.001,-0.01,0.1,-0.1,0.25,-0.34,0.35,-0.5,0.7,-0.75,1.0,-1.0,-1.2784645427610738,-1.5,2.0,-2.0,-3.3,4.0,-4.0,5.5,-5.0,6.0,-6.0,8.1,-8.1,10.0,-10.0,-12.5,15.0,-20.0,25.0,-30.0,-36.0,37.0,-37.3,-38.2,-38.5,40.0,-50.0,-100.0,-500.0,-700.0,-720.0,-744.0,750.0]
xs+=[random.uniform(-10,10) for _ in range(5)]+[random.uniform(-2,2) for _ in range(4)]+[random.uniform(-38,0) for _ in range(4)]
def lit(v):
    if v==0: return '-0.0' if struct.pack('>d',v)[0]&0x80 else '0'
    if abs(v)<2.2250738585072014e-308:
        b=struct.unpack('>Q',struct.pack('>d',v))[0]
        return f'Double(bitPattern: {hex(b)})'
    h=v.hex(); m,e=h.split('p'); 
    m=m.rstrip('0') if '.' in m else m
    if m.endswith('.'): m=m[:-1]
    return f'{m}p{e}'
def rnd(f,x):
    r=f(mpf(x))
    return float(r)   # mpmath rounds to nearest; subnormal may double round, within the slack
print('''/// Values of activations, and slopes, at doubles, worked out with 300 bits by mpmath 1.3 and rounded to the nearest
/// double (Tests/Reference/activations.py).
enum PreciseActivations {''')
for n,d in (('values',fs),('slopes',slopes)):
    print(f'  /// {"What activations give, α = 1" if n=="values" else "Their slopes"}.')
    print(f'  static let {n}: [(activation: Activation, x: Double, value: Double)] = [')
    for k,f in d.items():
        for x in xs:
            if k=='elu' and x>0: continue
            print(f'    (.{k}, {lit(x)}, {lit(rnd(f,x))}),')
    print('  ]\n' if n=='values' else '  ]')
print('}')
