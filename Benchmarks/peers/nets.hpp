// The scalar nets of `Benchmarks/Tape`, for any C++ number that records itself.
//
// A `Maker` has `Number leaf(double)` and `Number relu(const Number &)`.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <vector>

namespace nets {

constexpr int window = 1024;

struct Draws {
  std::uint32_t state;
  std::uint32_t bits() { return (state = state * 1664525u + 1013904223u) >> 8; }
  double number() { return bits() / 8388608.0 - 1; }
};

template <class Number, class Maker>
Number random_dag(int size, Maker &make) {
  Draws draw{12345};
  const int mask = window - 1;
  std::vector<Number> ring(window);
  auto any = [&]() -> Number & { return ring[draw.bits() & mask]; };
  for (auto &each : ring) each = make.leaf(draw.number());
  Number total = make.leaf(0);
  int place = 0;
  for (int i = 0; i < size / 8; ++i) {
    for (int k = 0; k < 2; ++k) ring[place++ & mask] = make.leaf(draw.number());
    {
      Number &a = any(), &b = any();
      ring[place++ & mask] = a * b;
    }
    {
      Number &a = any(), &b = any();
      ring[place++ & mask] = a + b;
    }
    {
      Number &a = any(), &b = any();
      ring[place++ & mask] = a - b;
    }
    ring[place++ & mask] = any() * 0.25;
    {
      Number &a = any(), &b = any();
      Number &product = ring[place++ & mask];
      product = a * b;
      total = total + product;
    }
  }
  return total;
}

template <class Number, class Maker>
Number random_gates(int size, Maker &make) {
  Draws draw{7};
  const int mask = window - 1;
  std::vector<Number> ring(window);
  for (auto &each : ring) each = make.leaf(draw.number());
  for (int place = 0; place < size - window; ++place) {
    Number &a = ring[(place + draw.bits()) & mask];
    Number &b = ring[(place + draw.bits()) & mask];
    Number &node = ring[place & mask];
    switch (draw.bits() & 7) {
      case 0: case 1: node = make.leaf(draw.number()); break;
      case 2: case 3: node = a * b; break;
      case 4: node = a + b; break;
      case 5: node = a - b; break;
      case 6: node = a * 0.25; break;
      default: node = make.relu(a);
    }
  }
  Number total = make.leaf(0);
  for (auto &each : ring) total = total + each;
  return total;
}

// micrograd's demo: the parameters are the first leaves, `parameters` of them.
struct Demo {
  static constexpr int points = 100;
  static constexpr int widths[] = {2, 16, 16, 1};
  std::vector<double> inputs, targets, numbers;

  Demo() {
    Draws draw{1337};
    for (int i = 0; i < points; ++i) {
      inputs.push_back(draw.number());
      inputs.push_back(draw.number());
      targets.push_back(draw.number() > 0 ? 1 : -1);
    }
    for (int depth = 0; depth < 3; ++depth)
      for (int k = 0; k < widths[depth + 1]; ++k) {
        for (int j = 0; j < widths[depth]; ++j) numbers.push_back(draw.number());
        numbers.push_back(0);
      }
  }

  template <class Number, class Maker>
  Number loss(Maker &make) const {
    std::vector<Number> parameters;
    parameters.reserve(numbers.size());
    for (double each : numbers) parameters.push_back(make.leaf(each));
    Number total = 0.0, squares = 0.0;
    std::vector<Number> layer, next;
    for (int point = 0; point < points; ++point) {
      layer.clear();
      layer.push_back(make.leaf(inputs[2 * point]));
      layer.push_back(make.leaf(inputs[2 * point + 1]));
      std::size_t place = 0;
      for (int depth = 1; depth < 4; ++depth) {
        next.clear();
        for (int unit = 0; unit < widths[depth]; ++unit) {
          Number sum = parameters[place + layer.size()];
          for (std::size_t k = 0; k < layer.size(); ++k)
            sum = sum + parameters[place + k] * layer[k];
          place += layer.size() + 1;
          if (depth < 3) sum = make.relu(sum);
          next.push_back(sum);
        }
        layer.swap(next);
      }
      Number margin = 1 + -targets[point] * layer[0];
      total = total + make.relu(margin);
    }
    for (auto &each : parameters) squares = squares + each * each;
    return total * (1.0 / points) + squares * 1e-4;
  }
};

// Seconds of each run, after one that warms up; `prepare` is not counted.
inline std::vector<double> timed(
    int runs, const std::function<void()> &body, const std::function<void()> &prepare = [] {}) {
  std::vector<double> seconds;
  for (int i = 0; i <= runs; ++i) {
    prepare();
    auto start = std::chrono::steady_clock::now();
    body();
    std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    if (i) seconds.push_back(time.count());
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

inline void report(const char *who, const char *what, const char *part, long nodes,
                   const std::vector<double> &seconds, double value, double gradient) {
  std::printf(
      "{\"who\": \"%s\", \"what\": \"%s, %s\", \"nodes\": %ld, \"runs\": %zu, \"min\": %.17g, "
      "\"median\": %.17g, \"max\": %.17g, \"value\": %.17g, \"gradient\": %.17g}\n",
      who, what, part, nodes, seconds.size(), seconds.front(), seconds[seconds.size() / 2],
      seconds.back(), value, gradient);
  std::fflush(stdout);
}

}  // namespace nets
