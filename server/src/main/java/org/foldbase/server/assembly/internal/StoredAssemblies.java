package org.foldbase.server.assembly.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.AssemblyView;
import org.foldbase.server.assembly.Chromosome;
import org.foldbase.server.shared.Refusal;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class StoredAssemblies implements AssemblyService {

    private static final int LONGEST_NAME = 90;

    private final Assemblies assemblies;
    private final Clock clock;

    StoredAssemblies(Assemblies assemblies, Clock clock) {
        this.assemblies = assemblies;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<AssemblyView> find(long id) {
        return assemblies.findById(id).map(StoredAssemblies::view);
    }

    @Override
    @Transactional(readOnly = true)
    public AssemblyView require(long id) {
        return find(id).orElseThrow(() -> Refusal.notFound("There is no assembly " + id + "."));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<AssemblyView> named(String nameOrId) {
        return assemblies
                .findByName(nameOrId)
                .map(StoredAssemblies::view)
                .or(() ->
                        nameOrId.matches("\\d{1,18}")
                                ? find(Long.parseLong(nameOrId))
                                : Optional.empty());
    }

    @Override
    @Transactional(readOnly = true)
    public List<AssemblyView> list() {
        return assemblies.findAll(Sort.by("name")).stream().map(StoredAssemblies::view).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, String> names(Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            assemblies.names(ids).forEach(it -> names.put(it.id(), it.name()));
        }
        return names;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<AssemblyView> match(List<Chromosome> chromosomes) {
        return list().stream()
                .filter(it -> new HashSet<>(it.chromosomes()).containsAll(chromosomes))
                .min(
                        Comparator.<AssemblyView>comparingInt(
                                        it -> it.chromosomes().equals(chromosomes) ? 0 : 1)
                                .thenComparingInt(it -> it.chromosomes().size())
                                .thenComparingLong(AssemblyView::id));
    }

    @Override
    @Transactional
    public AssemblyView create(String name, List<Chromosome> chromosomes) {
        String wanted =
                name.strip().substring(0, Math.min(LONGEST_NAME, name.strip().length())).strip();
        String free = wanted;
        for (int number = 2; assemblies.findByName(free).isPresent(); number++) {
            free = wanted + " (" + number + ")";
        }
        return view(assemblies.saveAndFlush(new Assembly(free, chromosomes, clock.instant())));
    }

    private static AssemblyView view(Assembly assembly) {
        return new AssemblyView(assembly.id(), assembly.name, assembly.chromosomes, assembly.arms);
    }
}
