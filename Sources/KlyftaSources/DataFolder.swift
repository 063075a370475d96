import Foundation
import KlyftaModel

/// A folder with figures in tidy form.
public struct DataFolder: Hashable, Sendable {
    /// Its path.
    public let path: String

    /// The folder at a path; it need not exist until something is read from it.
    public init(path: String) {
        self.path = path
    }

    /// The folder of the figures that ship with a module: what `$KLYFTA_DATA` names, or beside the executable where
    /// the build leaves it, or `share/klyfta` of the installation.
    /// - Parameters:
    ///   - module: the name of the module's folder, such as `SKL`.
    ///   - executable: the path of the running program.
    public static func shipped(
        with module: String, executable: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> DataFolder {
        let home = URL(filePath: executable).deletingLastPathComponent()
        let installed = home.deletingLastPathComponent().appending(path: "share/klyfta/\(module)")
        if let root = environment["KLYFTA_DATA"], !root.isEmpty {
            return DataFolder(path: URL(filePath: root).appending(path: module).path)
        }
        let built = home.appending(path: "klyfta_\(module).resources/Data")
        let places = [built, installed]
        let found = places.first { FileManager.default.fileExists(atPath: $0.path) }
        return DataFolder(path: (found ?? installed).path)
    }

    /// The bytes of a file in the folder.
    /// - Throws: ``SourceFault`` if it is not there or cannot be read.
    func contents(of file: String) throws(SourceFault) -> (place: String, bytes: [UInt8]) {
        let place = URL(filePath: path).appending(path: file).path
        do {
            return (place, [UInt8](try Data(contentsOf: URL(filePath: place))))
        } catch CocoaError.fileReadNoSuchFile {
            throw SourceFault(
                at: place, "there is no such file",
                remedy: """
                    Put it back, or say where the figures are: with the option 'figures' of the source, or with \
                    KLYFTA_DATA=DIR for all modules.
                    """)
        } catch {
            throw SourceFault(
                at: place, "it cannot be read (\(error.localizedDescription))",
                remedy: "Let the user that runs klyfta read it.")
        }
    }
}
