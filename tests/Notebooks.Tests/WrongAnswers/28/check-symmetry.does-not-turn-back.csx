float[] Averaged(Func<float[], float[]> policy, float[] planes)
{
    var sum = new float[26];
    for (int way = 0; way < 8; way++)
    {
        float[] seen = policy(GoSymmetry.Apply(way, 5, planes));
        for (int move = 0; move < 26; move++)
            sum[move] += seen[move] / 8;
    }
    return sum;
}
