namespace NetGen.Benchmarks.Workloads;

/// <summary>Work as files of measured peers name it.</summary>
/// <param name="Peer">How the peer's name begins; its version may follow.</param>
/// <param name="Name">The peer's name of the workload.</param>
/// <param name="Batch">Examples of one call.</param>
internal sealed record PeerWorkload(string Peer, string Name, int Batch);
