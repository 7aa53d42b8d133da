package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionTest {
  @ParameterizedTest
  @EnumSource
  void parsesItsOwnLabelInAnyCase(Partition partition) {
    assertThat(Partition.parse(partition.label())).isEqualTo(partition);
    assertThat(Partition.parse(partition.name())).isEqualTo(partition);
  }

  @Test
  void namesTheChoicesWhenThereIsNoSuchPartition() {
    assertThatThrownBy(() -> Partition.parse("dev"))
        .isInstanceOf(DataException.class)
        .hasMessage("There is no partition 'dev': use one of train, validation, test.");
  }
}
