import Demoskop
import ESV
import Exec
import File
import KlyftaSources
import SKL
import SSB

/// The source modules of this build. To add one, add its folder under Plugins/, its name in Package.swift, and a word
/// here.
let builtInSources: [any IndicatorSource.Type] = [
    DemoskopSource.self, ESVSource.self, ExecSource.self, FileSource.self, SKLSource.self, SSBSource.self,
]

/// Where the figures that ship with a module lie.
func shippedFigures(of id: SourceID) -> DataFolder {
    // A module's folder has the name of its Swift module.
    let module = builtInSources.first { $0.id == id }.map { String(reflecting: $0).prefix { $0 != "." } }
    return DataFolder.shipped(with: String(module ?? "\(id)"), executable: executablePath())
}
