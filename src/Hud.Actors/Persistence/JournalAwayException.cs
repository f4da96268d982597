using Hud.Experiments;

namespace Hud.Actors.Persistence;

/// <summary>The journal's database does not answer: wrong settings when it never did, trouble that may pass when it has.</summary>
public sealed class JournalAwayException(string rule, Exception inner) : InputException("journal", null, null, rule, inner);
