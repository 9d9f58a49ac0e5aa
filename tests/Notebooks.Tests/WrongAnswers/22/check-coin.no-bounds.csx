double TrueShare(bool[] answers) => 2 * answers.Average(yes => yes ? 1.0 : 0) - 0.5;
