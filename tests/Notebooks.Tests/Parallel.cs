// One test at a time: ExecutedNotebooks runs two notebooks at once, which is what two cores and the memory allow.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
