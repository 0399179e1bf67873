package org.foldbase.server.access.internal;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/** The form of a name that is equal for names that people take for the same. */
final class NameKey {

    private NameKey() {}

    /** Without spaces around it, in lower case, in Unicode's form NFKC. */
    static String of(String name) {
        String folded = Normalizer.normalize(name.strip(), Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Form.NFKC).strip();
    }
}
