import KlyftaModel

extension StatCube {
    /// The axes of a table and what the office says of it; a table's metadata are this without cells.
    package struct Layout: Hashable, Sendable {
        /// The title.
        package var label = ""
        /// Whom the office names as source.
        package var source = ""
        /// The office's own stamp, as written. Compare for inequality: it has been known to go back.
        package var updated: String?
        /// Remarks on the whole table.
        package var notes: [String] = []
        /// The table's number, if the answer tells it.
        package var table: String?
        /// The axes in the order in which the cells lie.
        package var dimensions: [Dimension]

        /// How many cells there are: the product of the dimensions' sizes, `Int.max` if it is larger.
        package var cellCount: Int { dimensions.reduce(1) { $0.multipliedOrMax(by: $1.categories.count) } }

        /// How far apart in row-major order two neighbours along each dimension lie.
        package var strides: [Int] {
            var strides = [Int](repeating: 1, count: dimensions.count)
            for axis in dimensions.indices.dropLast().reversed() {
                strides[axis] = strides[axis + 1].multipliedOrMax(by: dimensions[axis + 1].categories.count)
            }
            return strides
        }

        /// The dimension of a code.
        package subscript(code: String) -> Dimension? { dimensions.first { $0.code == code } }

        /// The dimension that plays a part, if the office says which one does.
        package subscript(role: Role) -> Dimension? { dimensions.first { $0.role == role } }
    }

    /// What part a dimension plays.
    package enum Role: String, Hashable, Sendable, CaseIterable {
        /// Periods.
        case time
        /// Places.
        case geo
        /// Quantities, each with its own unit.
        case metric
    }

    /// One axis.
    package struct Dimension: Hashable, Sendable {
        /// Its name in requests, such as `Region`. Case matters.
        package var code: String
        /// What people read.
        package var label = ""
        /// Its part, if the office says.
        package var role: Role?
        /// Its categories in order of position.
        package var categories: [Category]
        /// Remarks on the dimension.
        package var notes: [String] = []
        /// In metadata: whether it may be left out of a request. In data it means something else. `nil` if not said.
        package var isEliminable: Bool?
        /// Code lists that may stand in for its own codes.
        package var codeLists: [CodeListName] = []
        /// The classifications it follows, such as `urn:ssb:classification:klass:131`.
        package var classifications: [String] = []
    }

    /// One place along an axis.
    package struct Category: Hashable, Sendable {
        /// Its code: text, with its leading zeros.
        package var code: String
        /// What people read.
        package var label = ""
        /// What its numbers count, such as `persons`; metric dimensions only.
        package var unit: String?
        /// How many decimals the office publishes.
        package var decimals: Int?
        /// Remarks on the category.
        package var notes: [String] = []
        /// What moment or stretch its numbers speak of, such as `1.1.`.
        package var referencePeriod: String?
        /// `Stock`, `Flow`, `Average` and so on, in the office's word.
        package var measuringType: String?
    }

    /// A code list by its id, which differs from table to table and is case sensitive.
    package struct CodeListName: Hashable, Sendable {
        /// Such as `agg_KommSummer`.
        package var id: String
        /// What people read.
        package var label: String
        /// Whether its codes stand for sums of the dimension's own.
        package var isAggregation: Bool

        /// A name; see the properties.
        package init(id: String, label: String, isAggregation: Bool) {
            (self.id, self.label, self.isAggregation) = (id, label, isAggregation)
        }
    }
}

extension Int {
    /// The product of two sizes, or `Int.max`: metadata may describe a table that nobody could hold.
    func multipliedOrMax(by other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
