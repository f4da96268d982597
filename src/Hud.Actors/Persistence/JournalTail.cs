using Hud.Actors.Coordinator;
using Hud.Actors.Serialization;

namespace Hud.Actors.Persistence;

/// <summary>The facts of a journal in the order in which they were written, read beside whoever writes them.</summary>
public sealed class JournalTail(JournalAddress address)
{
    private readonly HudJsonSerializer _serializer = new(null!);

    /// <param name="position">Sequence number of the last fact that is known already, 0 for none.</param>
    /// <param name="most">Facts that come at once, at least 1.</param>
    /// <returns>Empty when there is nothing newer.</returns>
    /// <exception cref="Experiments.InputException">There is no journal, or a newer version wrote it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<JournaledFact> After(long position, int most)
    {
        using var reader = JournalReader.Open(address);
        return [.. reader.Events(position, most).Select(Read)];
    }

    private JournaledFact Read(StoredEvent stored)
    {
        try
        {
            return new(stored.Sequence, (ICoordinatorEvent)_serializer.FromBinary(stored.Payload, stored.Manifest));
        }
        catch (Exception bad) when (bad is not OutOfMemoryException)
        {
            throw new IOException($"event {stored.Sequence} ({stored.Manifest}): {bad.Message}", bad);
        }
    }
}

/// <param name="Sequence">From 1, without gaps.</param>
public readonly record struct JournaledFact(long Sequence, ICoordinatorEvent Fact);
