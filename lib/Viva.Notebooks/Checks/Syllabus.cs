using static Viva.Notebooks.Checks.QuestionLevel;

namespace Viva.Notebooks.Checks;

/// <summary>The thirty questions, written or planned: 1 to 22 ask for concepts, 23 to 30 for programs.</summary>
public static class Syllabus
{
    private const string Digits = "MNIST or built-in digits";
    private const string Made = "made in the cells";

    /// <summary>All questions by number.</summary>
    public static IReadOnlyList<SyllabusEntry> All { get; } =
    [
        new(1, "how-deep-learning-works", "How does a deep-learning algorithm work?", Introductory, Digits),
        new(2, "what-is-a-neural-network", "What is a neural network?", Introductory, Made),
        new(3, "optimising-training", "How do you optimise training?", Intermediate, Digits),
        new(4, "convolutional-networks", "How does a CNN work?", Introductory, Digits),
        new(5, "rnn-and-lstm", "RNN against LSTM?", Intermediate, Made),
        new(6, "evaluating-models", "How do you evaluate a model?", Introductory, "census or built-in households"),
        new(7, "generative-adversarial-networks", "What is a GAN?", Intermediate, Made),
        new(8, "data-augmentation", "How is augmentation used?", Introductory, "MNIST, scenes"),
        new(9, "transfer-learning", "What is transfer learning?", Intermediate, Digits),
        new(10, "overfitting", "How do you fight overfitting?", Introductory, "MNIST, made in the cells"),
        new(11, "attention", "What is attention?", Intermediate, Made),
        new(12, "sequence-to-sequence", "How do you build a sequence-to-sequence model?", Advanced, Made),
        new(13, "reinforcement-learning", "What is reinforcement learning?", Intermediate, "own environments"),
        new(14, "reward-engineering", "How do you engineer rewards?", Advanced, "own environments"),
        new(15, "deep-reinforcement-learning", "How do you design deep reinforcement learning?", Advanced, "CartPole, Pendulum"),
        new(16, "natural-language-processing", "What is natural language processing?", Introductory, "reviews, sentence pairs"),
        new(17, "word-embeddings", "How do you embed words?", Intermediate, "sentence pairs"),
        new(18, "pre-training", "What is pre-training?", Advanced, "reviews, sentences"),
        new(19, "model-compression", "How do you compress a model?", Advanced, Digits),
        new(20, "multimodal-learning", "How do you do multimodal learning?", Advanced, "digits with sentences"),
        new(21, "automl", "What is AutoML?", Intermediate, "census or built-in households"),
        new(22, "ethics", "How do you handle ethical questions?", Intermediate, "census or built-in households"),
        new(23, "mnist-cnn", "Recognise handwritten digits with a CNN", Introductory, Digits),
        new(24, "face-gan", "Generate faces with a GAN", Advanced, "faces"),
        new(25, "rnn-forecasting", "Forecast a time series with an RNN", Intermediate, "airline, sunspots, ETTh1"),
        new(26, "lstm-text-classifier", "Classify text with an LSTM", Intermediate, "rt-polarity or built-in reviews"),
        new(27, "attention-translation", "Translate with attention", Advanced, "Tatoeba or built-in pairs"),
        new(28, "go-self-play", "Learn to play Go by reinforcement", Advanced, "own rules"),
        new(29, "bert-text-classifier", "Classify text with BERT", Advanced, "rt-polarity or built-in reviews"),
        new(30, "image-gan", "Generate images with a GAN", Advanced, Digits),
    ];

    /// <summary>The question of a number, or null.</summary>
    public static SyllabusEntry? Find(int number) => All.FirstOrDefault(entry => entry.Number == number);

    /// <summary>The question whose notebook has a file name, or null.</summary>
    public static SyllabusEntry? Find(string fileName) => All.FirstOrDefault(entry => entry.FileName == fileName);
}
