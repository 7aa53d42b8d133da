package dev.facet.exporter.guard;

/** The number of an operator with that of its output, by which operators refer to variables. */
record StoredPair(int operator, int output) {
  static StoredPair read(FlatTable table, String what) {
    return new StoredPair(table.int32(0, what), table.int32(1, what));
  }

  @Override
  public String toString() {
    return operator + ":" + output;
  }
}
