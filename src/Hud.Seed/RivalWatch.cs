namespace Hud.Seed;

/// <summary>Tells two control planes on one journal from the last word of one that is gone. Seeds that could not reach each other
/// when they started may have founded a cluster each; the journal's fence keeps what they write right, but they would hinder
/// each other for ever.</summary>
internal sealed class RivalWatch
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private TimeSpan? _last;

    /// <summary>Another coordinator got its event in before ours.</summary>
    /// <param name="now">By a clock that nobody can set.</param>
    /// <returns>True for the second time within a minute: this seed should join the other one's cluster.</returns>
    public bool Contested(TimeSpan now)
    {
        var again = _last is { } last && now - last <= Window;
        _last = now;
        return again;
    }
}
