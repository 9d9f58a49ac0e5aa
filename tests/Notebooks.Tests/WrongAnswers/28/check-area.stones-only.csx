int Area(int[] board, int n) => board.Count(x => x == 1) - board.Count(x => x == 2);
