package org.foldbase.hic.bed;

/** The two anchors of a BEDPE line, in the file's order. */
public record RegionPair(Region first, Region second) {}
