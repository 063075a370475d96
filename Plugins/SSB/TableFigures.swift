import KlyftaModel
import KlyftaSources

/// The cells of a table by region and period, put together from all its answers.
struct TableFigures {
    private var cells: [Key: StatCube.Cell] = [:]
    /// The names of the answers.
    private(set) var payloads: [String] = []

    private struct Key: Hashable {
        let region: String
        let period: String
    }

    /// - Throws: ``SourceFault`` if an answer has other cells than were asked for.
    init(_ questions: [Question], _ selection: TableSelection, in payloads: Payloads) throws {
        for question in questions {
            guard let payload = payloads[question.name], let table = question.table else { continue }
            let place = payload.address.description
            let cube = try JSONStat.cube(payload.bytes, from: place)
            try table.check(cube, from: place)
            add(cube, selection)
            self.payloads.append(payload.name)
        }
    }

    subscript(region: String, period: String) -> StatCube.Cell? { cells[Key(region: region, period: period)] }

    /// Dimensions lie in the order of the answer; all but two have one category.
    private mutating func add(_ cube: StatCube, _ selection: TableSelection) {
        let (dimensions, strides) = (cube.layout.dimensions, cube.layout.strides)
        guard let region = dimensions.firstIndex(where: { $0.code == selection.region.code }),
            let time = dimensions.firstIndex(where: { $0.code == selection.time })
        else { return }
        for (row, area) in dimensions[region].categories.enumerated() {
            for (column, moment) in dimensions[time].categories.enumerated() {
                cells[Key(region: area.code, period: moment.code)] =
                    cube[row * strides[region] + column * strides[time]]
            }
        }
    }
}
