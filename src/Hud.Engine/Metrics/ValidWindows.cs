namespace Hud.Engine.Metrics;

/// <summary>Which square windows of an image hold marked pixels only, or none, from a table of sums.</summary>
internal sealed class ValidWindows
{
    private readonly int[,] _sums;
    private readonly int _size;

    /// <param name="marks">One a pixel, row by row.</param>
    public ValidWindows(bool[] marks, int rows, int cols, int size)
    {
        (_sums, _size) = (new int[rows + 1, cols + 1], size);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < cols; c++)
                _sums[r + 1, c + 1] = _sums[r, c + 1] + _sums[r + 1, c] - _sums[r, c] + (marks[(r * cols) + c] ? 1 : 0);
    }

    public bool IsWhole(int row, int col) => Count(row, col) == _size * _size;

    public bool IsEmpty(int row, int col) => Count(row, col) == 0;

    private int Count(int row, int col) =>
        _sums[row + _size, col + _size] - _sums[row, col + _size] - _sums[row + _size, col] + _sums[row, col];
}
