using CsCheck;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tests.Results;

public sealed class RecordFileTests
{
    private static ExperimentRecord Record()
    {
        var plan = Given.Plan("""
            name: record
            scenes: [paviau, synthetic]
            seeds: 2
            targets: targets/paper.yaml
            sweep: { hud.endmembers: [4, 5] }
            """);
        var ledger = Ledger.Empty
            .Add(TrialKey.Of(plan.Trials[0]), Given.Result(0.123456789012345678))
            .Add(TrialKey.Of(plan.Trials[5]), Given.Result(double.NaN, floor: null));
        return new ExperimentRecord(plan, ledger);
    }

    [Fact]
    public void Record_is_the_same_after_writing_and_reading()
    {
        var record = Record();
        var text = RecordFile.Write(record);
        var read = RecordFile.Parse(text, "ledger.json");

        Assert.Equal(record.Plan.Trials.Select(TrialKey.Of), read.Plan.Trials.Select(TrialKey.Of));
        Assert.Equal((record.Plan.Id, record.Plan.Name, record.Plan.Targets), (read.Plan.Id, read.Plan.Name, read.Plan.Targets));
        Assert.Equal(record.Plan.Sweep, read.Plan.Sweep);
        Assert.Equal(
            record.Ledger.Results.SelectMany(r => r.Result.Metrics), read.Ledger.Results.SelectMany(r => r.Result.Metrics));
        Assert.Equal(text, RecordFile.Write(read));
    }

    [Fact]
    public void Text_of_a_record_never_changes() => Golden.Matches("ledger.json", RecordFile.Write(Record()));

    [Fact]
    public void Stored_record_is_read() =>
        Assert.Equal(8, RecordFile.Parse(Golden.Read("ledger.json"), "ledger.json").Plan.Trials.Length);

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "ledger.json, version: '2': this build reads version 1")]
    [InlineData("\"results_version\": 2", "\"results_version\": 9", "ledger.json, results_version: '9': this build computes results of version 2, which cannot be compared; run the experiment again")]
    [InlineData("hudcluster-ledger", "other", "ledger.json, format: '\"other\"': this is no hudcluster-ledger file")]
    public void Foreign_or_changed_file_is_refused(string from, string to, string message)
    {
        var bad = Refused(RecordFile.Write(Record()).Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(message, bad.Message);
    }

    [Fact]
    public void Trial_that_does_not_match_its_key_is_refused()
    {
        var bad = Refused(RecordFile.Write(Record()).Replace("\"iterations\": 50000", "\"iterations\": 5000", StringComparison.Ordinal));
        Assert.Equal(("plan.trials[0]", "the key is not that of its trial; the file was changed"), (bad.Place, bad.Rule));
    }

    [Theory]
    [InlineData("\"name\": \"record\"", "\"name\": \"record\", \"surplus\": 1")]
    [InlineData("\"name\": \"record\"", "\"name\": \"record\", \"name\": \"twice\"")]
    [InlineData("\"name\": \"record\",", "")]
    [InlineData("\"name\": \"record\"", "\"name\": null")]
    [InlineData("\"provenance\": \"derived\"", "\"provenance\": 1")]
    [InlineData("\"provenance\": \"derived\"", "\"provenance\": \"invented\"")]
    [InlineData("\"threads\": 2", "\"threads\": 2.5")]
    [InlineData("\"format\"", "format")]
    public void Damaged_member_is_refused_with_its_line(string from, string to)
    {
        var bad = Refused(RecordFile.Write(Record()).Replace(from, to, StringComparison.Ordinal));
        Assert.StartsWith("line ", bad.Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    public void Other_json_is_refused(string text) => Refused(text);

    [Fact]
    public void Result_of_a_foreign_trial_is_refused()
    {
        var record = Record();
        var foreign = record with { Ledger = record.Ledger.Add(new TrialKey(new string('f', 64)), Given.Result(1)) };
        Assert.Equal("the result belongs to no trial of the plan", Refused(RecordFile.Write(foreign)).Rule);
    }

    [Fact]
    public void Truncated_file_is_refused_wherever_it_ends()
    {
        var text = RecordFile.Write(Record());
        Gen.Int[0, text.Length - 3].Sample(length => Refused(text[..length]) is not null, iter: 300);
    }

    private static InputException Refused(string text) =>
        Assert.Throws<InputException>(() => RecordFile.Parse(text, "ledger.json"));
}
