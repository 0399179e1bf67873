/** The web server: its start, security chain, assets, error answers, and what all pages share. */
@NullMarked
package org.foldbase.server.web;

import org.jspecify.annotations.NullMarked;
