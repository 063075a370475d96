import KlyftaModel
import KlyftaSources

#if FUZZ_JSON
    private func parse(_ bytes: [UInt8]) throws {
        var reader = try JSONReader(bytes, from: "fuzz")
        try reader.skip()
        try reader.end()
    }
#elseif FUZZ_JSONSTAT
    private func parse(_ bytes: [UInt8]) throws {
        if let layout = try? JSONStat.layout(bytes, from: "fuzz") { precondition(layout.cellCount >= 0) }
        let cube = try JSONStat.cube(bytes, from: "fuzz", cellLimit: 10_000)
        // The order of axes and categories is not a property of the figures.
        precondition(cube.canonical.canonical == cube.canonical && cube.canonical.count == cube.count)
        for place in 0..<cube.count { _ = cube[place].outcome }
        // Neither is what was read before it.
        var known = KnownDimensions()
        for _ in 0..<2 {
            let again = try JSONStat.cube(bytes, from: "fuzz", cellLimit: 10_000, knowing: &known)
            precondition(again.layout == cube.layout && again.present == cube.present)
        }
        _ = PxWebVariable.variables(of: cube.layout)
    }
#elseif FUZZ_PX
    private func parse(_ bytes: [UInt8]) throws {
        let cube = try PXFile.cube(bytes, at: "fuzz", cellLimit: 10_000)
        precondition(cube.canonical.canonical == cube.canonical && cube.canonical.count == cube.count)
        for place in 0..<cube.count { precondition(cube[place].value?.isFinite ?? true) }
    }
#elseif FUZZ_PXWEB
    private func parse(_ bytes: [UInt8]) throws {
        let refusal = PxWebRefusal(status: 400, body: bytes, address: "fuzz")
        precondition(refusal.description.utf8.count < 2_000)
        _ = try? PxWebLimits(bytes, from: "fuzz")
        _ = try? PxWebTable(bytes, from: "fuzz")
        _ = try? PxWebTablePage(bytes, from: "fuzz")
        _ = try? PxWebCodeList(bytes, from: "fuzz")
        _ = try? PxWebRows(bytes, from: "fuzz")
        let variables = try PxWebVariable.variables(bytes, from: "fuzz")
        let all = Dictionary(variables.map { ($0.code, $0.values) }) { first, _ in first }
        let query = try PxWebQuery(table: "1", variables: variables, selection: all)
        guard query.cells < 5_000 else { return }
        for limit in [1, 7, 100] {
            let parts = query.split(under: limit)
            precondition(parts.reduce(0) { $0 + $1.cells } == query.cells && parts.allSatisfy { $0.cells <= limit })
        }
    }
#elseif FUZZ_KOLADA
    private func parse(_ bytes: [UInt8]) throws {
        _ = try? KoladaPage(bytes, from: "fuzz", KoladaKPI.read)
        _ = try? KoladaPage(bytes, from: "fuzz", KoladaArea.read)
        _ = try? KoladaPage(bytes, from: "fuzz", KoladaGroup.read)
        let page = try KoladaPage(bytes, from: "fuzz", KoladaFigure.read)
        let areas = try KoladaAreas([KoladaArea(id: "0114", title: "", type: "K")], expecting: 1)
        let kept = try areas.municipal(page.items.flatMap { $0 }, from: "fuzz")
        precondition(kept.allSatisfy { $0.area == "0114" && $0.value?.isFinite ?? true })
    }
#elseif FUZZ_TOTALS
    /// The quick reader of Kolada's pages and the one for every form that is JSON find the same figures.
    private func parse(_ bytes: [UInt8]) throws {
        let rows = try? KoladaPage(bytes, from: "fuzz", KoladaFigure.read).items
        var list = FigureList()
        do { try KoladaTotals.read(bytes, from: "fuzz", into: &list) } catch {
            precondition(rows == nil)
            throw error
        }
        let slow = rows?.joined().filter { $0.gender == .total && $0.value != nil }
        precondition(slow?.count == list.figures.count)
        for (one, other) in zip(slow ?? [], list.figures) {
            precondition(
                one.value == other.value && one.year == other.year && one.kpi == list.indicators[Int(other.indicator)]
                    && one.area == list.municipalities[Int(other.municipality)])
        }
    }
#elseif FUZZ_BLANKED
    /// What is left after members were blanked is JSON still, and there is nothing left to blank.
    private func parse(_ bytes: [UInt8]) throws {
        let members: Set = ["contact", "contactPerson", "contactPersons"]
        let kept = try JSONReader.blanked(members, in: bytes, from: "fuzz")
        let again = try? JSONReader.blanked(members, in: kept, from: "fuzz")
        precondition(again == kept)
    }
#elseif FUZZ_ROWS
    /// Rows are read alike in whichever pieces they come.
    private func parse(_ bytes: [UInt8]) throws {
        func figures(_ pieces: [ArraySlice<UInt8>]) throws -> [FigureList.Figure] {
            var list = FigureList()
            var line = 1
            for piece in pieces {
                line += try Array(piece).withUnsafeBufferPointer {
                    try FigureRows.read($0, firstLine: line, from: "fuzz", into: &list)
                }
            }
            return list.figures
        }
        let whole = try figures([bytes[...]])
        let cut = (bytes[..<(bytes.count / 2)].lastIndex(of: 10) ?? -1) + 1
        precondition(whole.allSatisfy { $0.value.isFinite })
        let parts = try? figures([bytes[..<cut], bytes[cut...]])
        precondition(parts == whole)
    }
#elseif FUZZ_LINES
    /// What strangers' programs say, line by line.
    private func parse(_ bytes: [UInt8]) throws {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        _ = lines.map(ReleaseReader.fault(on:))
        let source = try SourceID("fuzz")
        let release = try ReleaseReader.release(of: source, from: lines)
        let again = try? ReleaseReader.release(of: source, from: ReleaseWriter.lines(of: release))
        precondition(again.map(ReleaseWriter.lines(of:)) == ReleaseWriter.lines(of: release))
    }
#elseif FUZZ_KLASS
    private func parse(_ bytes: [UInt8]) throws {
        _ = try? OfficeMoment(String(decoding: bytes.prefix(40), as: UTF8.self))
        _ = try? KLASSCode.version(bytes, from: "fuzz")
        if let classification = try? KLASSClassification(bytes, from: "fuzz") {
            precondition(
                !classification.versions.isEmpty && classification.versions.sorted() == classification.versions)
        }
        _ = try? KLASSCorrespondence.list(bytes, from: "fuzz")
        _ = try? KLASSChange.list(bytes, from: "fuzz").boundaryChanges(from: "fuzz")
        _ = try KLASSCode.list(bytes, from: "fuzz").municipalityNames(from: "fuzz")
    }
#elseif FUZZ_TABLE
    private func parse(_ bytes: [UInt8]) throws {
        let table = try OfficeTable(bytes, at: "fuzz", shortRows: .endEarly)
        precondition(table.rows.allSatisfy { $0.fields.count == table.columns.count })
        for row in table.rows {
            for mark in [LocalNumber.Mark.comma, .point] {
                for field in row.fields { _ = try? LocalNumber(mark: mark, range: 0...100).outcome(field) }
            }
        }
    }
#elseif FUZZ_ZIP
    private func parse(_ bytes: [UInt8]) throws {
        let archive = try ZIPArchive(bytes, from: "fuzz", limits: .init(entries: 20, bytes: 1 << 20))
        for entry in archive.entries {
            if let contents = try? archive.contents(of: entry) { precondition(contents.count == entry.size) }
        }
    }
#endif

/// What libFuzzer calls with each input. A fault is an answer; a trap, a hang and memory without end are findings. A
/// fault that is longer than a screen is one too.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do { try parse(Array(UnsafeBufferPointer(start: start, count: count))) } catch {
        precondition(String(describing: error).utf8.count < 10_000)
    }
    return 0
}
