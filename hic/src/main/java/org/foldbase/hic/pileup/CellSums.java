package org.foldbase.hic.pileup;

/** Sum and sum of squares of every cell of a window, row by row. */
final class CellSums {
    final double[] sum;
    final double[] sumOfSquares;

    CellSums(int side) {
        sum = new double[side * side];
        sumOfSquares = new double[side * side];
    }

    void add(CellSums later) {
        for (int cell = 0; cell < sum.length; cell++) {
            sum[cell] += later.sum[cell];
            sumOfSquares[cell] += later.sumOfSquares[cell];
        }
    }
}
