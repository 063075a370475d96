/// PC-Axis files, with the columns of ``StatFormat``. A variable's name stands where it has no code.
struct PXFormat: TableFormat {
    static let name = "px"
    static let extensions = ["px"]

    static func table(of bytes: [UInt8], at place: String, separator: String?) throws(SourceFault) -> MappedTable {
        try StatFormat.table(of: try PXFile.cube(bytes, at: place), at: place)
    }
}
