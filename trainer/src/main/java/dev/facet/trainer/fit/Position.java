package dev.facet.trainer.fit;

import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.weights.Transfer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a run stands between two steps.
 *
 * @param epoch from 0; as many as there are once the run is complete
 * @param step steps of this epoch that are done
 * @param count steps of the run that are done
 * @param lossSum of this epoch's steps
 * @param epochSeconds time that this epoch took so far
 * @param epochWaited how much of it training waited for faces
 * @param wallSeconds time that all epochs took so far, this one included
 * @param history finished epochs
 * @param transfer what became of the weights that the run began with
 */
record Position(
    int epoch,
    int step,
    long count,
    double lossSum,
    double epochSeconds,
    double epochWaited,
    double wallSeconds,
    List<EpochRow> history,
    Transfer transfer) {
  Position {
    history = List.copyOf(history);
  }

  static Position start(Transfer transfer) {
    return new Position(0, 0, 0, 0, 0, 0, 0, List.of(), transfer);
  }

  Position afterStep(double loss, double seconds, double waited) {
    return new Position(
        epoch,
        step + 1,
        count + 1,
        lossSum + loss,
        epochSeconds + seconds,
        epochWaited + waited,
        wallSeconds + seconds,
        history,
        transfer);
  }

  Position afterEpoch(EpochRow row) {
    List<EpochRow> longer = new ArrayList<>(history);
    longer.add(row);
    return new Position(epoch + 1, 0, count, 0, 0, 0, wallSeconds, longer, transfer);
  }
}
