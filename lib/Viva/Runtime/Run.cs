using System.Runtime;
using TorchSharp;
using Viva.Data.Settings;
using Viva.Display.Hosts;

namespace Viva.Runtime;

/// <summary>The settings of this run: what <c>VIVA_*</c> environment variables and the machine say, read by every notebook.</summary>
public static class Run
{
    private static readonly Lock Gate = new();
    private static bool _started;
    private static torch.Device? _device;
    private static int? _threads;
    private static string? _processor;

    /// <summary>The seed of every generator: <c>VIVA_SEED</c>, a whole number from 0 to 2147483647; 1 when it is not set.</summary>
    /// <exception cref="SettingException">The variable holds something else.</exception>
    public static int Seed => RunVariables.Seed;

    /// <summary>Whether this is a short run that only shows that everything works: <c>VIVA_QUICK</c> is 1.</summary>
    /// <exception cref="SettingException">The variable is neither 0 nor 1.</exception>
    public static bool Quick => RunVariables.Quick;

    /// <summary>Whether the network must not be used: <c>VIVA_OFFLINE</c> is 1.</summary>
    /// <exception cref="SettingException">The variable is neither 0 nor 1.</exception>
    public static bool Offline => RunVariables.Offline;

    /// <summary>
    /// The threads that tensor operations use: <c>VIVA_THREADS</c> (1 to 1024), else the physical cores this process may use.
    /// </summary>
    /// <exception cref="SettingException">The variable holds something else.</exception>
    public static int Threads => _threads ??= EnvironmentVariable.Number("VIVA_THREADS", Math.Min(Cores.Physical(), 1024), 1, 1024);

    /// <summary>Where to put models and data: the GPU when the loaded libtorch can use one, else the processor.</summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded.</exception>
    public static torch.Device Device
    {
        get
        {
            Load();
            return _device ??= torch.cuda.is_available() ? torch.CUDA : torch.CPU;
        }
    }

    /// <summary>The processor and the cores in use, for captions of measured times, such as <c>AMD EPYC, 2 cores</c>.</summary>
    public static string Processor => _processor ??= $"{Cores.ProcessorName()}, {(Threads == 1 ? "1 core" : $"{Threads} cores")}";

    /// <summary>
    /// Loads libtorch, sets its threads and seeds it with <see cref="Seed"/>; only the first call does so. <c>setup.dib</c> calls this,
    /// so each call means that a notebook runs from its start.
    /// </summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded; the message says why and what to do.</exception>
    /// <exception cref="SettingException">An environment variable holds a value that is not allowed.</exception>
    public static void Start()
    {
        DisplayHost.Start();
        Load();
    }

    /// <summary>
    /// The value for a full run, or the smaller one when <see cref="Quick"/> is set: <c>Run.Pick(full: 10, quick: 1)</c>.
    /// </summary>
    public static T Pick<T>(T full, T quick) => Quick ? quick : full;

    /// <summary>Restarts the random numbers of tensors and layers from <paramref name="seed"/>, or from <see cref="Seed"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    public static void Reseed(int? seed = null)
    {
        if (seed is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(seed));
        }

        Load();
        torch.manual_seed(seed ?? Seed);
    }

    /// <summary>
    /// A generator for plain C# code, seeded with <see cref="Seed"/>: each call with one <paramref name="stream"/> gives the same numbers
    /// again, and another stream gives others. Use it in place of <c>new Random()</c>.
    /// </summary>
    public static Random Random(int stream = 0) => new(unchecked((Seed * 486187739) + stream));

    /// <summary>What <see cref="Start"/> does once: loads libtorch, sets its threads, seeds it.</summary>
    internal static void Load()
    {
        lock (Gate)
        {
            if (_started)
            {
                return;
            }

            var (threads, seed) = (Threads, Seed);
            // TorchSharp 0.107 passes the numbers of an operation, such as the 1 in a + 1 · b, as objects that nothing holds while libtorch
            // reads them. A concurrent collection can free them under it, which fails one addition in some ten thousand where many large
            // arrays are made.
            GCSettings.LatencyMode = GCLatencyMode.Batch;
            NativeLibraries.Load();
            LstmRepair.Install();
            ConvolutionRepair.Install();
            MatmulRepair.Install();
            Nnpack.TurnOff();
            torch.set_num_threads(threads);
            torch.manual_seed(seed);
            _started = true;
        }
    }
}
