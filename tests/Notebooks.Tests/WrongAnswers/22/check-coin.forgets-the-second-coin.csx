double TrueShare(bool[] answers) => Math.Clamp(2 * answers.Average(yes => yes ? 1.0 : 0), 0, 1);
