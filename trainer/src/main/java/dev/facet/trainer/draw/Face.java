package dev.facet.trainer.draw;

import dev.facet.trainer.data.CelebaAttribute;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** One face to paint: the attributes that it shows and everything else about it. */
record Face(Set<CelebaAttribute> shows, Look look) {
  Face {
    shows = Collections.unmodifiableSet(EnumSet.copyOf(shows));
  }

  boolean shows(CelebaAttribute attribute) {
    return shows.contains(attribute);
  }
}
