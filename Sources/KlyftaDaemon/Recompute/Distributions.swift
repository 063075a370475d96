import KlyftaDivide

/// Computes the distributions of every indicator of a cube, spread over the cores.
///
/// Each task takes a few neighbouring indicators; no number of any depends on another, and the answers are put in order,
/// so that the result is the same whatever the number of cores.
package func distributions(
    of cube: FigureCube, along orders: [SizeOrder], classes: Int, indicatorsPerTask: Int = 8
) async -> [DistributionSeries] {
    let count = cube.cells.count
    return await withTaskGroup(of: (Int, [DistributionSeries]).self) { group in
        for start in stride(from: 0, to: count, by: indicatorsPerTask) {
            group.addTask {
                var kernel = DistributionKernel(rows: cube.municipalities.count, classes: classes)
                let end = min(start + indicatorsPerTask, count)
                return (start, cube.cells[start..<end].map { DistributionSeries(of: $0, along: orders, with: &kernel) })
            }
        }
        var parts: [(Int, [DistributionSeries])] = []
        for await part in group { parts.append(part) }
        return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
}
