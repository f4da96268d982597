// torch keeps its number of threads for the whole process, and the last bits of a result depend on it: tests that compare
// bits must not run beside tests that set it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
