package org.foldbase.server.assembly.web;

import java.util.List;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.AssemblyView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The genome builds that are known; they have no owner, and everyone sees them. */
@RestController
class AssemblyApi {

    private final AssemblyService assemblies;

    AssemblyApi(AssemblyService assemblies) {
        this.assemblies = assemblies;
    }

    /**
     * An assembly without its chromosomes, of which there may be thousands.
     *
     * @param sizeBp of all chromosomes
     */
    record Summary(long id, String name, int chromosomes, long sizeBp) {
        static Summary of(AssemblyView assembly) {
            return new Summary(
                    assembly.id(),
                    assembly.name(),
                    assembly.chromosomes().size(),
                    assembly.chromosomes().stream().mapToLong(it -> it.sizeBp()).sum());
        }
    }

    /** All assemblies, by name. */
    @GetMapping("/api/v1/assemblies")
    @Needs(Permission.SEE)
    List<Summary> list() {
        return assemblies.list().stream().map(Summary::of).toList();
    }

    /** One assembly, with its chromosomes in order. */
    @GetMapping("/api/v1/assemblies/{id}")
    @Needs(Permission.SEE)
    AssemblyView one(@PathVariable long id) {
        return assemblies.require(id);
    }
}
