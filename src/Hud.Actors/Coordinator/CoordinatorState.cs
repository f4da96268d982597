using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Coordinator;

/// <summary>All that the journal says, folded. Also the snapshot.</summary>
/// <param name="Experiments">By plan id.</param>
/// <param name="Queue">Trials in order of submission, each once.</param>
/// <param name="Handled">Ids of commands acted upon.</param>
/// <param name="Orders">Assignments ever made.</param>
public sealed record CoordinatorState(
    ImmutableSortedDictionary<string, PlanRecord> Experiments,
    ImmutableDictionary<TrialKey, TrialRecord> Trials,
    ImmutableArray<TrialKey> Queue,
    ImmutableHashSet<CommandId> Handled,
    long Orders) : IHudMessage
{
    private Agenda? _agenda;

    public static CoordinatorState Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, PlanRecord>(StringComparer.Ordinal),
        ImmutableDictionary<TrialKey, TrialRecord>.Empty, [], [], 0);

    /// <summary>What the journal says of nodes, by name; a node of which it says nothing is not here.</summary>
    public ImmutableSortedDictionary<string, NodeRecord> Nodes
    {
        get => field ?? NoNodes;
        init => field = value?.WithComparers(StringComparer.Ordinal);
    }

    /// <summary>Canary hash of the first healthy node of each architecture: the others are held against it.</summary>
    public ImmutableSortedDictionary<string, string> Canaries
    {
        get => field ?? NoCanaries;
        init => field = value?.WithComparers(StringComparer.Ordinal);
    }

    [JsonIgnore]
    public IEnumerable<TrialRecord> Running => Agenda.Running.Values.Select(key => Trials[key]);

    /// <summary>Made anew from a snapshot, then kept up to date by every fact.</summary>
    [JsonIgnore]
    internal Agenda Agenda
    {
        get => _agenda ??= Agenda.Of(this);
        init => _agenda = value;
    }

    /// <summary>A snapshot read back: what a trial is stands there once, in the plan.</summary>
    public CoordinatorState WithSpecs()
    {
        var trials = Trials.ToBuilder();
        foreach (var experiment in Experiments.Values)
        {
            foreach (var (key, spec) in experiment.Keys.Zip(experiment.Plan.Trials))
                if (!ReferenceEquals(trials[key].Spec, spec)) trials[key] = trials[key] with { Spec = spec };
        }

        return this with { Trials = trials.ToImmutable() };
    }

    public NodeRecord Node(NodeId node) => Nodes.GetValueOrDefault(node.Value, NodeRecord.Blank);

    private static readonly ImmutableSortedDictionary<string, NodeRecord> NoNodes =
        ImmutableSortedDictionary.Create<string, NodeRecord>(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, string> NoCanaries =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <param name="Keys">Of the plan's trials, in their order.</param>
public sealed record PlanRecord(ExperimentPlan Plan, ImmutableArray<TrialKey> Keys)
{
    /// <summary>As submitted last, or changed since; null for the defaults.</summary>
    public ExperimentTerms? Terms { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Paused { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Cancelled { get; init; }

    /// <summary>Training losses on a search's rungs, as far as each trial has come: those that a rule for stopping compares.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, ImmutableArray<double>>? RungLosses
    {
        get;
        init => field = value?.WithComparers(StringComparer.Ordinal);
    }

    /// <summary>Order number of the last assignment made in its name: among equals, who waited longest goes first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Served { get; init; }

    [JsonIgnore]
    public int Priority => Terms?.Priority ?? 0;

    /// <summary>Its trials may be started.</summary>
    [JsonIgnore]
    public bool Active => !Paused && !Cancelled;
}
