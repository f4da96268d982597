using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Hud.Actors.Coordinator;
using Hud.Actors.Serialization;

namespace Hud.Actors.Persistence;

/// <summary>Recovers the state from a journal as the coordinator would, event by event, and believes nothing.</summary>
public static class JournalVerification
{
    /// <exception cref="Experiments.InputException">There is no journal, or a newer version wrote it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JournalReport Verify(JournalAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var reader = JournalReader.Open(address);
        return Verify(reader);
    }

    internal static JournalReport Verify(JournalReader reader)
    {
        var fold = new Fold();
        var snapshots = new Queue<StoredSnapshot>(reader.Snapshots());
        var taken = snapshots.Select(s => s.Sequence).ToImmutableArray();
        string? Check()
        {
            if (reader.Strangers() is > 0 and var strangers) return $"{strangers} events are not the coordinator's";
            foreach (var stored in reader.Events())
            {
                if (fold.Take(stored) is { } fault) return fault;
                while (snapshots.TryPeek(out var next) && next.Sequence == stored.Sequence)
                    if (fold.Compare(snapshots.Dequeue()) is { } difference) return difference;
            }

            return snapshots.TryPeek(out var orphan) ? $"snapshot {orphan.Sequence}: there is no event of that number" : null;
        }

        var wrong = Check();
        return fold.Report(taken, wrong);
    }

    private sealed class Fold
    {
        private readonly SortedDictionary<string, long> _manifests = new(StringComparer.Ordinal);
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly HudJsonSerializer _serializer = new(null!);
        private CoordinatorState _state = CoordinatorState.Empty;
        private long _events;

        public string? Take(StoredEvent stored)
        {
            var place = $"event {stored.Sequence} ({stored.Manifest})";
            if (stored.Sequence != _events + 1)
                return $"event {_events + 1} is missing: after event {_events} comes event {stored.Sequence}";
            if (stored.Serializer != HudJsonSerializer.Id) return $"{place}: written by serializer {stored.Serializer}, not by HudCluster's";
            try
            {
                if (_serializer.FromBinary(stored.Payload, stored.Manifest) is not ICoordinatorEvent fact)
                    return $"{place}: is no event";
                _state = CoordinatorDecisions.Apply(_state, fact);
            }
            catch (Exception bad) when (bad is not OutOfMemoryException)
            {
                return $"{place}: {bad.Message}";
            }

            Hash(stored);
            _events++;
            _manifests[stored.Manifest] = _manifests.GetValueOrDefault(stored.Manifest) + 1;
            return null;
        }

        public string? Compare(StoredSnapshot stored)
        {
            var place = $"snapshot {stored.Sequence}";
            try
            {
                if (_serializer.FromBinary(stored.Payload, stored.Manifest) is not CoordinatorState snapshot)
                    return $"{place}: holds no state";
                return StateDigest.Of(snapshot.WithSpecs()) == StateDigest.Of(_state)
                    ? null
                    : $"{place}: differs from what the events before it give; delete the row, the events alone suffice";
            }
            catch (Exception bad) when (bad is not OutOfMemoryException)
            {
                return $"{place}: {bad.Message}; delete the row, the events alone suffice";
            }
        }

        public JournalReport Report(ImmutableArray<long> snapshots, string? fault)
        {
            using (_hash)
            {
                return new JournalReport(
                    _events, _manifests.ToImmutableSortedDictionary(StringComparer.Ordinal), _state.Experiments.Count, _state.Trials.Count,
                    _state.Trials.Values.Count(t => t.Status == TrialStatus.Recorded),
                    _state.Trials.Values.Count(t => t.Status == TrialStatus.Failed), snapshots,
                    Convert.ToHexStringLower(_hash.GetHashAndReset()), fault);
            }
        }

        private void Hash(StoredEvent stored)
        {
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(number, stored.Sequence);
            _hash.AppendData(number);
            _hash.AppendData(Encoding.UTF8.GetBytes(stored.Manifest + "\n"));
            var payload = Packing.Unpack(stored.Payload);
            BinaryPrimitives.WriteInt64LittleEndian(number, payload.Length);
            _hash.AppendData(number);
            _hash.AppendData(payload);
        }
    }
}
