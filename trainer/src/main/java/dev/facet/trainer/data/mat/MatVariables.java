package dev.facet.trainer.data.mat;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The variables of a MATLAB file of one form. Reading may throw any exception. */
sealed interface MatVariables extends AutoCloseable permits Level5Variables, Hdf5Variables {
  /** Which there are. */
  SortedSet<String> names();

  /** A cell array of texts, column after column; empty if the variable is something else. */
  Optional<List<String>> texts(String variable);

  /** A matrix of real numbers; empty if the variable is something else. */
  Optional<MatMatrix> numbers(String variable);

  @Override
  void close();
}
