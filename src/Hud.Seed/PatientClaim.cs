using Hud.Actors.Persistence;
using Microsoft.Extensions.Logging;

namespace Hud.Seed;

/// <summary>Takes the journal, and waits for one that this seed has had before: its settings are right, so what keeps the
/// database away will pass, and a seed that gave up would stay away when it has.</summary>
/// <param name="folder">The seed's, which remembers the journal.</param>
/// <param name="say">For one line to a person.</param>
internal sealed class PatientClaim(string folder, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private string Memory => Path.Combine(folder, "journal.known");

    /// <returns>Null when <paramref name="leave"/> ended first.</returns>
    /// <exception cref="Experiments.InputException">As <see cref="Journal.Claim"/>, also a database away that was never there.</exception>
    public async Task<JournalClaim?> Take(JournalAddress address, JournalOwner owner, ILogger log, Task leave)
    {
        var told = false;
        while (true)
        {
            try
            {
                var claim = Journal.Claim(address, owner, time, log);
                Remember(address);
                return claim;
            }
            catch (JournalAwayException away) when (Knows(address))
            {
                if (!told) say($"{away.Message}; waiting for it");
                told = true;
            }

            if (await Task.WhenAny(leave, Task.Delay(Pause, time)) == leave) return null;
        }
    }

    private bool Knows(JournalAddress address) => File.Exists(Memory) && File.ReadAllText(Memory) == address.Display;

    private void Remember(JournalAddress address)
    {
        if (!Knows(address)) File.WriteAllText(Memory, address.Display);
    }
}
