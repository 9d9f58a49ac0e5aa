using Viva.Training;

namespace Viva.Benchmarks;

/// <summary>How many images a second the trainer takes through question 23's network.</summary>
internal static class CnnBenchmark
{
    public static IEnumerable<Row> Run()
    {
        foreach (var batchSize in (int[])[128, 64, 32])
        {
            var (images, labels) = Models.Digits(12_800);
            using var model = Models.Cnn();
            var trainer = new Trainer(model)
            {
                Epochs = 5,
                BatchSize = batchSize,
                Quiet = true,
            };
            var epochs = trainer.Fit(images, labels).Epochs.Skip(1).Select(e => e.SamplesPerSecond).ToArray();
            yield return new Row(
                $"question 23, batches of {batchSize}, best of {epochs.Length} epochs",
                epochs.Max(),
                "images/s",
                AtLeast: batchSize == 128 ? 3800 : null
            );
            images.Dispose();
            labels.Dispose();
        }
    }
}
