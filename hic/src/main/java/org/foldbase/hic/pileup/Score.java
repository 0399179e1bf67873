package org.foldbase.hic.pileup;

/**
 * How much a loop stands out: the mean of the square of cells in the centre of a matrix over the
 * mean of the cells of the four squares of that size in its corners, NaN left out of both.
 */
public final class Score {
    private Score() {}

    /**
     * The score of a matrix.
     *
     * @param matrix row by row
     * @param side of the matrix, odd
     * @param size side of the squares, odd
     * @return NaN if the corners would overlap, have no finite cell or a mean of 0, or if the
     *     centre has no finite cell
     */
    public static double of(double[] matrix, int side, int size) {
        if (2 * size > side) {
            return Double.NaN;
        }
        int far = side - size;
        int middle = far / 2;
        Mean centre = new Mean();
        centre.addSquare(matrix, side, middle, middle, size);
        Mean corners = new Mean();
        for (int row : new int[] {0, far}) {
            for (int column : new int[] {0, far}) {
                corners.addSquare(matrix, side, row, column, size);
            }
        }
        double score = centre.value() / corners.value();
        return Double.isFinite(score) ? score : Double.NaN;
    }

    private static final class Mean {
        private double sum;
        private int count;

        void addSquare(double[] matrix, int side, int row, int column, int size) {
            for (int i = row; i < row + size; i++) {
                for (int j = column; j < column + size; j++) {
                    double value = matrix[i * side + j];
                    if (Double.isFinite(value)) {
                        sum += value;
                        count++;
                    }
                }
            }
        }

        double value() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }
}
