using System.Collections.Immutable;
using CsCheck;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tests.Search;

public sealed class ParetoTests
{
    private static readonly Gen<ImmutableArray<double>[]> Clouds =
        Gen.Int[0, 9].Array[3].Select(a => a.Select(i => (double)i).ToImmutableArray()).Array[0, 30];

    [Fact]
    public void Fronts_are_those_of_the_drawing()
    {
        // (1,4), (2,2), (4,1) trade; (2,4) and (4,2) lie behind; (5,5) behind those.
        ImmutableArray<double>[] points = [[4, 2], [1, 4], [5, 5], [2, 2], [2, 4], [4, 1]];
        Assert.Equal([1, 0, 2, 0, 1, 0], Pareto.Fronts(points));
    }

    [Fact]
    public void Equal_points_share_a_front() => Assert.Equal([0, 0, 1], Pareto.Fronts([[1.0, 1], [1.0, 1], [1.0, 2]]));

    [Fact]
    public void Number_that_is_none_is_beaten_by_any_number() =>
        Assert.Equal([1, 0, 2], Pareto.Fronts([[double.NaN, 1], [1e300, 1], [double.NaN, 2]]));

    [Fact]
    public void Nothing_on_a_front_is_beaten_from_it_and_everything_behind_is_beaten_from_the_one_before() =>
        Clouds.Sample(points =>
        {
            var fronts = Pareto.Fronts(points);
            return Enumerable.Range(0, points.Length).All(i =>
                !Enumerable.Range(0, points.Length).Any(j => fronts[j] >= fronts[i] && Pareto.Dominates(points[j], points[i]))
                && (fronts[i] == 0 || Enumerable.Range(0, points.Length).Any(j => fronts[j] == fronts[i] - 1 && Pareto.Dominates(points[j], points[i]))));
        });

    [Fact]
    public void Order_of_one_objective_is_that_of_its_losses() =>
        Gen.Double[0, 1].Array[1, 20].Sample(losses =>
            Pareto.Order([.. losses.Select(l => ImmutableArray.Create(l))]).Select(i => losses[i]).SequenceEqual(losses.Order()));

    [Fact]
    public void On_a_front_its_ends_come_first_and_its_crowds_last() =>
        // Four on one line; the third has the closest neighbours.
        Assert.Equal([0, 3, 1, 2], Pareto.Order([[0.0, 10], [5.0, 5], [6.0, 4], [7.0, 3]]).Take(4));

    [Fact]
    public void No_points_have_no_fronts() => Assert.Empty(Pareto.Fronts([]));
}
