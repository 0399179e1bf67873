package org.foldbase.hic.cooler;

/**
 * A sound file does not have what was asked for: a group, a resolution or balancing weights. The
 * message lists those there are.
 */
public final class NotInFileException extends CoolerException {
    public NotInFileException(String message) {
        super(message);
    }
}
