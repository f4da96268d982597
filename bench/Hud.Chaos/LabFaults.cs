namespace Hud.Chaos;

/// <summary>How faults begin and end in a laboratory.</summary>
internal static class LabFaults
{
    private const int LostPercent = 20;

    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(10);

    public static void Begin(this Lab lab, Fault fault)
    {
        var (seedHost, nodeHost) = (lab.Plan.SeedOf(fault.Number), lab.Plan.NodeOf(fault.Number));
        var (seed, node) = (lab.Processes[seedHost], lab.Processes[nodeHost]);
        switch (fault.Kind)
        {
            case FaultKind.KillNode: node.Signal("KILL"); break;
            case FaultKind.LoseNode:
                node.Hold();
                node.Signal("KILL");
                break;
            case FaultKind.KillChild: Shell.Signal("KILL", node.Trials()); break;
            case FaultKind.KillSeed: seed.Signal("KILL"); break;
            case FaultKind.FreezeNode: Shell.Signal("STOP", [.. node.Children(), node.Id]); break;
            case FaultKind.FreezeSeed: seed.Signal("STOP"); break;
            case FaultKind.CutNode: lab.Network.Cut(nodeHost, true, true); break;
            case FaultKind.MuteNode: lab.Network.Cut(nodeHost, false, true); break;
            case FaultKind.DeafenNode: lab.Network.Cut(nodeHost, true, false); break;
            case FaultKind.CutHalf:
                foreach (var host in Half(lab.Plan, fault)) lab.Network.Cut(host, true, true);
                break;
            case FaultKind.CutSeed: lab.Network.Cut(seedHost, true, true); break;
            case FaultKind.LosePackets: foreach (var host in Hosts(lab)) lab.Network.Lose(host, LostPercent); break;
            case FaultKind.SlowDown: foreach (var host in Hosts(lab)) lab.Network.Slow(host); break;
            case FaultKind.FillNode: lab.Disks[nodeHost].Fill(); break;
            case FaultKind.FillSeed: lab.Disks[seedHost].Fill(); break;
            case FaultKind.StopNode: node.Signal("TERM"); break;
            case FaultKind.StopSeed: seed.Signal("TERM"); break;
            case FaultKind.StopAll: lab.Processes.ForEach(p => p.Signal("TERM")); break;
            case FaultKind.JumpClock: lab.ClockOf(nodeHost).Set(Jump); break;
            case FaultKind.JumpSeedClock: lab.ClockOf(seedHost).Set(Jump); break;
            case FaultKind.KillDatabase:
                lab.Database!.Kill();
                lab.Database.Start();
                break;
            case FaultKind.StopDatabase: lab.Database!.Stop(); break;
            case FaultKind.FreezeDatabase: lab.Database!.Signal("STOP"); break;
            default: throw new InvalidOperationException($"unknown fault {fault.Kind}");
        }
    }

    public static void End(this Lab lab, Fault fault)
    {
        var (seedHost, nodeHost) = (lab.Plan.SeedOf(fault.Number), lab.Plan.NodeOf(fault.Number));
        switch (fault.Kind)
        {
            case FaultKind.FreezeNode: Shell.Signal("CONT", [lab.Processes[nodeHost].Id, .. lab.Processes[nodeHost].Children()]); break;
            case FaultKind.FreezeSeed: lab.Processes[seedHost].Signal("CONT"); break;
            case FaultKind.FillNode: lab.Disks[nodeHost].Empty(); break;
            case FaultKind.FillSeed: lab.Disks[seedHost].Empty(); break;
            case FaultKind.JumpClock: lab.ClockOf(nodeHost).Set(TimeSpan.Zero); break;
            case FaultKind.JumpSeedClock: lab.ClockOf(seedHost).Set(TimeSpan.Zero); break;
            case FaultKind.LoseNode: lab.Processes[nodeHost].Release(); break;
            case FaultKind.StopDatabase: lab.Database!.Start(); break;
            case FaultKind.FreezeDatabase: lab.Database!.Signal("CONT"); break;
            case FaultKind.CutNode or FaultKind.MuteNode or FaultKind.DeafenNode or FaultKind.CutHalf or FaultKind.CutSeed
                or FaultKind.LosePackets or FaultKind.SlowDown:
                foreach (var host in Hosts(lab)) lab.Network.Heal(host);
                break;
            default: break;
        }
    }

    /// <summary>Nodes, by host, that must be heard of again before a fault is over and done with.</summary>
    public static IEnumerable<int> Hit(this LabPlan plan, Fault fault) => fault.Kind switch
    {
        FaultKind.KillNode or FaultKind.LoseNode or FaultKind.KillChild or FaultKind.FreezeNode or FaultKind.CutNode or FaultKind.MuteNode
            or FaultKind.DeafenNode or FaultKind.FillNode or FaultKind.StopNode or FaultKind.JumpClock => [plan.NodeOf(fault.Number)],
        FaultKind.CutHalf => Half(plan, fault),
        _ => Enumerable.Range(plan.Seeds, plan.Nodes),
    };

    private static IEnumerable<int> Half(LabPlan plan, Fault fault) =>
        Enumerable.Range(fault.Number, (plan.Nodes + 1) / 2).Select(plan.NodeOf);

    private static IEnumerable<int> Hosts(Lab lab) => Enumerable.Range(0, lab.Processes.Count);
}
