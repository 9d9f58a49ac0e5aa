float[] Averaged(Func<float[], float[]> policy, float[] planes)
{
    var sum = new float[26];
    for (int way = 0; way < 8; way++)
    {
        float[] seen = policy(GoSymmetry.Apply(way, 5, planes));
        float[] back = GoSymmetry.Apply(GoSymmetry.Inverse(way), 5, seen);
        for (int move = 0; move < 26; move++)
            sum[move] += back[move];
    }
    return sum;
}
