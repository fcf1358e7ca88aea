/// The commands by kind, each with the character that it sets.
///
/// The first name of a character is the one that is written.
enum TeXTables {
  static let italicLetters = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ partial ∂ imath ı
    jmath ȷ varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ
    varPhi Φ varPsi Ψ varOmega Ω
    """

  static let uprightLetters = """
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    infty ∞ nabla ∇ ell ℓ hbar ℏ hslash ℏ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ emptyset ∅ varnothing ∅
    mho ℧ eth ð
    """

  static let ordinary = """
    forall ∀ exists ∃ nexists ∄ top ⊤ bot ⊥ angle ∠ prime ′ neg ¬ lnot ¬ dagger † ddagger ‡ dag †
    ddag ‡ degree ° checkmark ✓ square □ Box □ blacksquare ■ triangle △ blacktriangle ▲ lozenge ◊
    sharp ♯ flat ♭ natural ♮ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ bigstar ★ S § P ¶
    pounds £ euro € copyright © complement ∁ sphericalangle ∢ measuredangle ∡ therefore ∴
    because ∵ backslash \\ % % $ $ # # & & _ _ ldots … cdots ⋯ vdots ⋮ ddots ⋱ iddots ⋰ dotsc …
    dotsb ⋯ dotsm ⋯ dotsi ⋯ dotso … mathellipsis …
    """

  static let binary = """
    cdot ⋅ times × div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet ∙ odot ⊙ otimes ⊗ oplus ⊕ ominus ⊖
    oslash ⊘ cup ∪ cap ∩ setminus ∖ smallsetminus ∖ wedge ∧ land ∧ vee ∨ lor ∨ uplus ⊎ sqcup ⊔
    sqcap ⊓ diamond ⋄ amalg ⨿ wr ≀ boxplus ⊞ boxtimes ⊠ boxminus ⊟ boxdot ⊡ veebar ⊻
    barwedge ⊼ dotplus ∔ ltimes ⋉ rtimes ⋊ circledast ⊛ circledcirc ⊚ divideontimes ⋇
    triangleleft ◁ triangleright ▷ bigtriangleup △ bigtriangledown ▽ bigcirc ◯
    """

  static let relations = """
    leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ varpropto ∝
    ll ≪ gg ≫ lll ⋘ ggg ⋙ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ lesssim ≲ gtrsim ≳ lessapprox ⪅
    gtrapprox ⪆ lessgtr ≶ gtrless ≷ prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆
    supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ in ∈
    notin ∉ ni ∋ owns ∋ mid ∣ nmid ∤ parallel ∥ nparallel ∦ perp ⟂ vdash ⊢ dashv ⊣ models ⊨
    vDash ⊨ Vdash ⊩ coloneqq ≔ coloneq ≔ eqqcolon ≕ triangleq ≜ doteq ≐ asymp ≍ approxeq ≊
    backsim ∽ nsim ≁ ncong ≇ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ nsubseteq ⊈ nsupseteq ⊉ bowtie ⋈
    smile ⌣ frown ⌢ between ≬ pitchfork ⋔ eqcirc ≖ circeq ≗ questeq ≟ risingdotseq ≓ lt < gt >
    """

  static let arrows = """
    to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
    Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ longrightarrow ⟶ longleftarrow ⟵
    longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦
    longmapsto ⟼ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕
    nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀
    rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋
    rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ leftleftarrows ⇇ upuparrows ⇈
    downdownarrows ⇊ leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭ twoheadrightarrow ↠
    twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ curvearrowright ↷ curvearrowleft ↶
    circlearrowright ↻ circlearrowleft ↺ looparrowright ↬ looparrowleft ↫ multimap ⊸
    nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ nLeftarrow ⇍ nleftrightarrow ↮ nLeftrightarrow ⇎
    """

  static let opening = """
    lbrace { { { langle ⟨ lVert ‖ lvert | lfloor ⌊ lceil ⌈ lbrack [ llbracket ⟦ lgroup ⟮
    ulcorner ⌜ llcorner ⌞
    """

  static let closing = """
    rbrace } } } rangle ⟩ rVert ‖ rvert | rfloor ⌋ rceil ⌉ rbrack ] rrbracket ⟧ rgroup ⟯
    urcorner ⌝ lrcorner ⌟
    """

  static let bars = "Vert ‖ | ‖ vert |"

  static let sums = """
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀
    biguplus ⨄ bigsqcup ⨆
    """

  static let integrals = "int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯"

  static let extensibleArrows = """
    xrightarrow → xleftarrow ← xleftrightarrow ↔ xRightarrow ⇒ xLeftarrow ⇐ xLeftrightarrow ⇔
    xmapsto ↦ xhookrightarrow ↪ xhookleftarrow ↩ xrightharpoonup ⇀ xleftharpoonup ↼
    xrightleftharpoons ⇌
    """

  static let functions = """
    log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg dim ker deg
    hom
    """

  static let functionsWithLimits = "lim max min sup inf det gcd Pr"

  /// Functions of several words.
  static let compoundFunctions: [(String, String)] = [
    ("limsup", "lim\u{2009}sup"), ("liminf", "lim\u{2009}inf"), ("injlim", "inj\u{2009}lim"),
    ("projlim", "proj\u{2009}lim"), ("argmax", "arg\u{2009}max"), ("argmin", "arg\u{2009}min"),
  ]

  static let spaces: [(String, Double)] = [
    (",", 0.1667), ("thinspace", 0.1667), (":", 0.2222), (">", 0.2222), ("medspace", 0.2222),
    (";", 0.2778), ("thickspace", 0.2778), ("!", -0.1667), ("negthinspace", -0.1667),
    ("negmedspace", -0.2222), ("negthickspace", -0.2778), (" ", 0.25), ("space", 0.25),
    ("nobreakspace", 0.25), ("enspace", 0.5), ("enskip", 0.5), ("quad", 1), ("qquad", 2),
  ]

  static let accents = """
    hat bar tilde vec dot ddot dddot check breve acute grave mathring widehat widetilde widecheck
    overline underline overrightarrow overleftarrow overleftrightarrow
    """

  static let alphabets: [(String, Formula.Alphabet, Bool)] = [
    ("mathrm", .upright, true), ("mathup", .upright, true), ("mathnormal", .italic, false),
    ("mathit", .italic, true), ("mathbf", .bold, true), ("symbf", .bold, false),
    ("mathsf", .sansSerif, true), ("mathtt", .monospace, true), ("mathbb", .doubleStruck, false),
    ("mathds", .doubleStruck, false), ("Bbb", .doubleStruck, false),
    ("mathcal", .script, false), ("mathscr", .script, false), ("mathfrak", .fraktur, false),
    ("frak", .fraktur, false), ("boldsymbol", .boldItalic, false), ("bm", .boldItalic, false),
    ("mathbfit", .boldItalic, false), ("symbfit", .boldItalic, false),
  ]

  static let fonts: [(String, Formula.Alphabet)] = [
    ("bf", .bold), ("rm", .upright), ("it", .italic), ("sf", .sansSerif), ("tt", .monospace),
    ("cal", .script),
  ]

  static let textCommands: [(String, Formula.TextStyle)] = [
    ("text", .plain), ("textrm", .plain), ("textnormal", .plain), ("mbox", .plain),
    ("hbox", .plain), ("textup", .plain), ("textmd", .plain), ("textsf", .plain),
    ("textsc", .plain), ("textbf", .bold), ("textit", .italic), ("textsl", .italic),
    ("emph", .italic), ("texttt", .monospace),
  ]

  static let ignored = """
    nonumber notag allowbreak nobreak relax hfill hfil strut mathstrut break linebreak null
    @ - /
    """

  static let structures = """
    frac dfrac tfrac cfrac binom dbinom tbinom sqrt left right middle begin end color textcolor
    operatorname operatorname* mathop mathbin mathrel mathord mathopen mathclose mathpunct
    mathinner overbrace underbrace overbracket underbracket overset underset stackrel not phantom
    hphantom vphantom smash boxed fbox tag tag* substack limits nolimits displaylimits dots newcommand
    newcommand* renewcommand renewcommand* providecommand def DeclareMathOperator
    DeclareMathOperator* hspace hspace* mspace hskip mskip kern mkern colon \\ cr newline hline
    hdashline toprule midrule bottomrule pmod bmod mod pod
    """

  static let unsupported: [(String, String)] = [
    ("over", "\\frac{…}{…}"), ("choose", "\\binom{…}{…}"), ("atop", "\\substack{… \\\\ …}"),
    ("above", "\\frac{…}{…}"), ("label", "the label behind the formula"),
    ("ref", "a reference outside of the formula"), ("eqref", "a reference outside of the formula"),
    ("cite", "a reference outside of the formula"), ("let", "\\newcommand{…}{…}"),
    ("cline", "\\hline"), ("multicolumn", "one cell for each column"),
    ("includegraphics", "a picture outside of the formula"),
    ("href", "a link outside of the formula"),
    ("url", "a link outside of the formula"), ("cancel", "\\textcolor{faint}{…}"),
    ("require", "a command of mathematics"), ("usepackage", "a command of mathematics"),
    ("input", "a formula"), ("include", "a formula"), ("write", "a formula"),
    ("catcode", "a command of mathematics"), ("csname", "a command of mathematics"),
    ("matrix", "\\begin{matrix} … \\end{matrix}"), ("pmatrix", "\\begin{pmatrix} … \\end{pmatrix}"),
    ("cases", "\\begin{cases} … \\end{cases}"), ("par", "one formula"),
    ("[", "a formula without brackets of its own"), ("]", "a formula without brackets of its own"),
    ("(", "a formula without brackets of its own"), (")", "a formula without brackets of its own"),
  ]
}
