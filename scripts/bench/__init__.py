"""Parts of the benchmarks: streams with known truth, peers, and measures."""
