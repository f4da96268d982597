using System.Numerics;
using System.Text;
using Hud.Experiments.Files;
using PureHDF;
using PureHDF.Filters;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Writes MATLAB v7.3 files through PureHDF, slab by slab.</summary>
internal static class Hdf5Writer
{
    private const int UserBlockBytes = 512;

    // MATLAB expects texts of fixed length; "single", "double" and "uint16" are the longest.
    private const int ClassNameBytes = 6;

    // Chunks of about this many samples: small enough to read a part, large enough to deflate well.
    private const long ChunkSamples = 1 << 18;

    public static void Write(string path, IReadOnlyList<MatVariable> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        AtomicFile.Write(path, stream =>
        {
            var file = new H5File();
            var jobs = variables.Select(v => Job(file, v)).ToList();
            var options = new H5WriteOptions(UserBlockSize: UserBlockBytes, DefaultStringLength: ClassNameBytes);
            using (var writer = file.BeginWrite(stream, options))
                foreach (var job in jobs) job(writer);
            stream.Position = 0;
            stream.Write(UserBlock());
            stream.Seek(0, SeekOrigin.End);
        });
    }

    private static Action<H5NativeWriter> Job(H5File file, MatVariable variable)
    {
        var visitor = new Creation(file, variable);
        return variable.Type.Visit(visitor);
    }

    private static byte[] UserBlock()
    {
        var block = new byte[UserBlockBytes];
        Encoding.ASCII.GetBytes("MATLAB 7.3 MAT-file, written by HudCluster HDF5 schema 1.00 .".PadRight(116), block);
        (block[125], block[126], block[127]) = (2, (byte)'I', (byte)'M');
        return block;
    }

    private static string ClassName(MatVariable variable) =>
        variable.IsText ? "char"
        : variable.Type == ElementType.Float64 ? "double"
        : variable.Type == ElementType.Float32 ? "single"
        : variable.Type.Name;

    private sealed class Creation(H5File file, MatVariable variable) : ElementType.IVisitor<Action<H5NativeWriter>>
    {
        public Action<H5NativeWriter> Visit<T>() where T : unmanaged, INumberBase<T>
        {
            // MATLAB's first axis runs fastest, HDF5's last: the same bytes, sizes reversed.
            ulong[] sizes = [.. variable.Shape.Reverse().Select(n => (ulong)n)];
            if (variable.Bytes == 0) return Empty();
            var dataset = new H5Dataset<T[]>(sizes, ChunksOf(sizes), new H5DatasetCreation(Filters: [DeflateFilter.Id]));
            Add(dataset);
            return writer => variable.VisitSlabs(new ToDataset<T>(writer, dataset, sizes));
        }

        /// <summary>HDF5 has no empty arrays; MATLAB stores their size instead.</summary>
        private Action<H5NativeWriter> Empty()
        {
            var dataset = new H5Dataset(variable.Shape.Select(n => (ulong)n).ToArray());
            dataset.Attributes["MATLAB_empty"] = (byte)1;
            Add(dataset);
            return _ => { };
        }

        private void Add(H5Dataset dataset)
        {
            dataset.Attributes["MATLAB_class"] = ClassName(variable);
            if (variable.IsText) dataset.Attributes["MATLAB_int_decode"] = 2;
            file[variable.Name] = dataset;
        }

        private static uint[] ChunksOf(ulong[] sizes)
        {
            var chunks = Array.ConvertAll(sizes, n => (uint)Math.Max(1, n));
            // One step of the slabs' axis, so that every chunk is finished by one slab and never deflated twice.
            if (chunks.Length > 2) chunks[0] = 1;
            for (var axis = 0; axis < chunks.Length; axis++)
                while (chunks[axis] > 1 && chunks.Aggregate(1L, (n, c) => n * c) > ChunkSamples)
                    chunks[axis] = (chunks[axis] + 1) / 2;
            return chunks;
        }
    }

    private sealed class ToDataset<TData>(H5NativeWriter writer, H5Dataset<TData[]> dataset, ulong[] sizes)
        : MatVariable.ISlabVisitor where TData : unmanaged
    {
        public void Visit<T>(T[] columnMajor, int lastAxisStart, int lastAxisCount) where T : unmanaged, INumberBase<T>
        {
            ulong[] starts = [(ulong)lastAxisStart, .. new ulong[sizes.Length - 1]];
            ulong[] blocks = [(ulong)lastAxisCount, .. sizes[1..]];
            var place = new HyperslabSelection(sizes.Length, starts, blocks);
            writer.Write(dataset, (TData[])(object)columnMajor, fileSelection: place);
        }
    }
}
