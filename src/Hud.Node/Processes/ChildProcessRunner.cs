using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;

namespace Hud.Node.Processes;

/// <summary>Runs each attempt in a child process of its own, so that native crashes, memory kills and leaks end with it.
/// Owned by the process, not by an actor system.</summary>
public sealed class ChildProcessRunner : INodeRunner, IDisposable
{
    private readonly RunnerOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<AttemptId, Held> _held = [];
    private readonly Dictionary<string, Standby> _standbys = [];

    /// <summary>Takes over what an earlier process has spooled.</summary>
    public ChildProcessRunner(RunnerOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time) = (options, time);
        foreach (var spooled in options.Spool?.Load() ?? [])
            _held[spooled.Order.Attempt] = new Held(spooled.Order) { Outcome = spooled.Outcome() };
    }

    public Incarnation Incarnation { get; } = Incarnation.New();

    public IReadOnlyCollection<NodeProtocol.StartAttempt> Holding
    {
        get
        {
            lock (_gate) return [.. _held.Values.Select(h => h.Order)];
        }
    }

    public void Run(NodeProtocol.StartAttempt order, Action<TrialSignal> observer)
    {
        ArgumentNullException.ThrowIfNull(order);
        Held? fresh = null;
        TrialOutcome? known;
        lock (_gate)
        {
            if (!_held.TryGetValue(order.Attempt, out var held)) _held.Add(order.Attempt, held = fresh = new Held(order));
            held.Observer = observer;
            known = held.Outcome;
        }

        if (fresh is not null) Start(fresh);
        else if (known is not null) observer(known);
    }

    public void Expect(string slot, TrialSpec? next)
    {
        if (!_options.Prefetch) return;
        Standby? standby;
        lock (_gate)
        {
            if (!_standbys.TryGetValue(slot, out standby)) _standbys.Add(slot, standby = new(() => Child(slot), _options.MemoryIsShort, _time));
        }

        standby.Expect(next);
    }

    public void Stop(AttemptId attempt) => Find(attempt)?.Process?.Stop(_options.StopGrace);

    public void Forget(AttemptId attempt)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(attempt, out var held) || held.Outcome is null) return;
            _held.Remove(attempt);
        }

        _options.Spool?.Drop(attempt);
    }

    public void Canary(Action<CanaryOutcome> observer) =>
        CanaryProcess.Start(_options.Command, Path.Combine(_options.TrialsFolder, $".canary-{Incarnation}"), _time, observer);

    /// <summary>True when no child runs; outcomes may still wait for their acknowledgement.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (_gate) return _held.Values.All(h => h.Outcome is not null);
        }
    }

    /// <summary>Ends every child at once, without a checkpoint; finished steps since the last one are computed again.
    /// </summary>
    public void KillAll()
    {
        List<Held> all;
        List<Standby> waiting;
        lock (_gate) (all, waiting) = ([.. _held.Values.Where(h => h.Outcome is null)], [.. _standbys.Values]);
        foreach (var held in all) held.Process?.Kill();
        foreach (var standby in waiting) standby.Dispose();
    }

    public void Dispose() => KillAll();

    /// <summary>Resident memory of the attempt's process in bytes; null when none runs.</summary>
    public long? MemoryOf(AttemptId attempt) => Find(attempt)?.Process?.Memory;

    /// <summary>The trial's folder.</summary>
    public string FolderOf(AttemptId attempt) => Path.Combine(_options.TrialsFolder, attempt.Trial.Short);

    private void Start(Held held)
    {
        var folder = FolderOf(held.Order.Attempt);
        try
        {
            AtomicFile.Write(
                Path.Combine(folder, "spec.json"),
                stream => JsonSerializer.Serialize(stream, held.Order.Spec, HudJson.Default.TrialSpec));
            held.Process = ChildProcess.Attend(
                Waiting(held.Order.Slot)?.Run(folder) ?? ChildProcess.Start(Child(held.Order.Slot, folder)), Path.Combine(folder, "stderr.log"),
                held.Order.Spec.Seed, _time, signal => Hear(held, signal));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or Win32Exception)
        {
            var reason = DiskFull.Is(failed) ? LossReason.DiskFull : LossReason.Error;
            Hear(held, new TrialEnded(reason, $"could not start in {folder}: {failed.Message}"));
        }
    }

    /// <param name="folder">Of the trial; none for a process that waits for one.</param>
    private ProcessStartInfo Child(string slot, params string[] folder)
    {
        var start = new ProcessStartInfo(
            _options.Command.FileName,
            [
                .. _options.Command.Arguments, .. folder, "--shared", _options.SharedFolder,
                .. _options.DataFolder is { } data ? new[] { "--data", data } : [],
                .. _options.Gpus.ContainsKey(slot) ? new[] { ChildCommand.Gpu } : [],
            ]);
        start.Environment["CUDA_VISIBLE_DEVICES"] = _options.Gpus.GetValueOrDefault(slot, "");
        return start;
    }

    private Standby? Waiting(string slot)
    {
        lock (_gate) return _standbys.GetValueOrDefault(slot);
    }

    private void Hear(Held held, TrialSignal signal)
    {
        // On disk before anybody hears of it.
        if (signal is TrialOutcome last) _options.Spool?.Keep(SpooledOutcome.Of(held.Order, last));
        Action<TrialSignal> observer;
        lock (_gate)
        {
            if (signal is TrialOutcome outcome) held.Outcome = outcome;
            observer = held.Observer;
        }

        observer(signal);
    }

    private Held? Find(AttemptId attempt)
    {
        lock (_gate) return _held.GetValueOrDefault(attempt);
    }

    private sealed class Held(NodeProtocol.StartAttempt order)
    {
        public NodeProtocol.StartAttempt Order { get; } = order;

        public Action<TrialSignal> Observer { get; set; } = _ => { };

        public ChildProcess? Process { get; set; }

        public TrialOutcome? Outcome { get; set; }
    }
}
