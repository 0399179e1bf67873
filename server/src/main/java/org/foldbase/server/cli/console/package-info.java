/** What all commands talk with: exit codes, questions, progress. */
@NullMarked
package org.foldbase.server.cli.console;

import org.jspecify.annotations.NullMarked;
