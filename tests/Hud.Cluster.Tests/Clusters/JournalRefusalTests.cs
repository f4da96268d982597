using Hud.Actors.Persistence;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>Journals that a real seed will not work on.</summary>
public sealed class JournalRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int[] _ports = Ports.Free(2);

    public void Dispose() => _folder.Dispose();

    private string Errors(string journal, params string[] more)
    {
        var (code, output, errors) = HudProcess.Run(
        [
            "seed", "--listen", $"127.0.0.1:{_ports[0]}", "--api", $"127.0.0.1:{_ports[1]}", "--folder", _folder["f"], "--journal", journal,
            .. more,
        ]);
        Assert.True(code == 2, $"{code}\n{output}\n{errors}");
        Assert.DoesNotContain("   at Hud.", errors, StringComparison.Ordinal);
        return errors;
    }

    [Fact]
    public void Several_seeds_on_SQLite_are_sent_to_PostgreSQL() =>
        Assert.Contains(
            "SQLite is for one seed, PostgreSQL for more; this cluster has 2 seeds",
            Errors(_folder["journal.db"], "--seeds", $"127.0.0.1:{_ports[0]},127.0.0.1:1"), StringComparison.Ordinal);

    [Fact]
    public void Journal_of_another_seed_is_refused_and_the_other_is_named()
    {
        var address = new SqliteAddress(_folder["journal.db"]);
        using var held = Journal.Claim(address, new JournalOwner("other", "host b, process 7"), TimeProvider.System, NullLogger.Instance);
        Assert.Contains("in use by another seed (host b, process 7)", Errors(address.File), StringComparison.Ordinal);
    }

    [Fact]
    public void Database_that_does_not_answer_is_named_without_its_password()
    {
        var errors = Errors("Host=127.0.0.1;Port=1;Database=hud;Username=hud;Password=s3cret");
        Assert.Contains("PostgreSQL 127.0.0.1:1, database hud: nothing answers there; start PostgreSQL", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_folder["f"]), file => File.ReadAllText(file).Contains("s3cret", StringComparison.Ordinal));
    }
}
