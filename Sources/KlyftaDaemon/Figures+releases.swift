import KlyftaDivide
import KlyftaSources

extension Figures {
    /// What all sources delivered, together.
    package init(_ releases: [Release]) {
        self.init(
            indicators: releases.flatMap(\.indicators),
            observations: releases.flatMap(\.observations),
            populations: releases.flatMap(\.populations),
            published: releases.flatMap(\.published),
            names: releases.flatMap(\.names),
            boundaryChanges: releases.flatMap(\.boundaryChanges))
    }
}
