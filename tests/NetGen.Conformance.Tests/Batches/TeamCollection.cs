using Xunit;

namespace NetGen.Conformance.Tests.Batches;

/// <summary>The team is one for the process: while one test uses it, another would run its passes alone.</summary>
[CollectionDefinition("Team", DisableParallelization = true)]
public class TeamCollection;
