// ADOL-C on the nets of `Benchmarks/Tape`: `adolc RUNS SIZE…`; Debian's libadolc-dev has the library.
#include <adolc/adolc.h>

#include <cstdlib>

#include "nets.hpp"

namespace {

const short tag = 1;

struct Maker {
  std::vector<double> leaves;
  adouble leaf(double value) {
    leaves.push_back(value);
    adouble node;
    node <<= value;
    return node;
  }
  adouble relu(const adouble &a) {
    adouble node;
    condassign(node, a, a, adouble(0.0));
    return node;
  }
};

// `nodes` is 0 for the demo, of which a whole step is measured.
template <class Net>
void measure(int runs, const char *what, long nodes, Net net) {
  Maker make;
  double value = 0;
  auto record = [&] {
    make.leaves.clear();
    // Room for the whole tape in memory, and values kept for the way back.
    trace_on(tag, 1, 60'000'000, 60'000'000, 20'000'000, 20'000'000);
    {
      adouble output = net(make);
      output >>= value;
    }
    trace_off();
  };
  auto recording = nets::timed(runs, record);
  const int count = make.leaves.size();
  std::vector<double> gradient(count);
  double seed = 1, replayed = 0;
  auto back = nets::timed(runs, [&] { fos_reverse(tag, 1, count, &seed, gradient.data()); });
  double sum = 0;
  const std::size_t first = nodes == 0 ? nets::Demo().numbers.size() : count;
  for (std::size_t i = 0; i < first; ++i) sum += gradient[i];
  if (nodes == 0) {
    auto step = nets::timed(runs, [&] {
      record();
      fos_reverse(tag, 1, count, &seed, gradient.data());
    });
    nets::report("ADOL-C", what, "step", nodes, step, value, sum);
    return;
  }
  nets::report("ADOL-C", what, "record and forward", nodes, recording, value, sum);
  nets::report("ADOL-C", what, "backward", nodes, back, value, sum);
  auto replay = nets::timed(
      runs, [&] { zos_forward(tag, 1, count, 1, make.leaves.data(), &replayed); });
  nets::report("ADOL-C", what, "replay", nodes, replay, replayed, sum);
}

}  // namespace

int main(int count, char **words) {
  const int runs = count > 1 ? std::max(1, std::atoi(words[1])) : 9;
  for (int i = 2; i < count; ++i) {
    const int size = std::atoi(words[i]);
    const long nodes = size + nets::window + 1;
    measure(runs, "random DAG", nodes,
            [=](Maker &make) { return nets::random_dag<adouble>(size, make); });
    if (size < 2 * nets::window) continue;
    measure(runs, "random gates", nodes,
            [=](Maker &make) { return nets::random_gates<adouble>(size, make); });
  }
  nets::Demo demo;
  measure(runs, "micrograd's demo as scalars", 0, [&](Maker &make) { return demo.loss<adouble>(make); });
}
