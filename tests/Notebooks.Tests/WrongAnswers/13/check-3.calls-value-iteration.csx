List<int[]> PolicyIteration(MarkovDecisionProcess model, double discount) =>
    [new int[model.States], Planning.ValueIteration(model, discount).Policy];
