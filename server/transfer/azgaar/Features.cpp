// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Plan.h"

// What lies on the land: peoples, rivers, routes, markers, armies and what is written about them.

namespace campaign::transfer::azgaar {

namespace {

std::string joined(std::initializer_list<std::string> parts)
{
    std::string text;
    for (const std::string& part : parts) {
        if (!part.empty())
            text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

const char* routeKind(Route::Kind kind)
{
    switch (kind) {
    case Route::Kind::Road:
        return "road";
    case Route::Kind::Trail:
        return "trail";
    case Route::Kind::Sea:
        return "searoute";
    }
    return "road";
}

const char* routeName(Route::Kind kind)
{
    switch (kind) {
    case Route::Kind::Road:
        return "Road ";
    case Route::Kind::Trail:
        return "Trail ";
    case Route::Kind::Sea:
        return "Sea route ";
    }
    return "Road ";
}

const Note* noteAbout(const World& world, const std::string& id)
{
    for (const Note& note : world.notes) {
        if (note.id == id)
            return &note;
    }
    return nullptr;
}

void planCulture(Plan& plan, const Culture& culture)
{
    PlannedEntity* region = plan.addLocation("cultures", plan.sourceId("culture", culture.id), culture.name,
                                             "Culture " + std::to_string(culture.id), "culture", culture.area, {});
    if (!region)
        return;
    if (!culture.colour.empty())
        region->fields.set("color", culture.colour);
    plan.setText(*region, "description", culture.type.empty() ? "" : culture.type + " culture");
}

void planReligion(Plan& plan, const Religion& religion)
{
    PlannedEntity* region = plan.addLocation("religions", plan.sourceId("religion", religion.id), religion.name,
                                             "Religion " + std::to_string(religion.id), "religion", religion.area, {});
    if (!region)
        return;
    if (!religion.colour.empty())
        region->fields.set("color", religion.colour);
    plan.setText(*region, "description", joined({religion.type, religion.form, religion.deity}));
    setVariable(*region, "deity", religion.deity);
}

void planRiver(Plan& plan, const River& river)
{
    if (river.line.points.size() < 2) {
        plan.leaveOut("rivers", "they have no course");
        return;
    }
    PlannedEntity* line =
        plan.addLocation("rivers", plan.sourceId("river", river.id),
                         river.type.empty() || river.name.empty() ? river.name : river.name + " " + river.type,
                         "River " + std::to_string(river.id), "river", river.line, {});
    if (!line)
        return;
    setVariable(*line, "discharge", river.discharge);
    if (river.mouthWidth > 0)
        setVariable(*line, "mouthWidth", river.mouthWidth);
    setVariable(*line, "flowsInto", nameOf(plan.world.rivers, river.parent));
}

void planRoute(Plan& plan, const Route& route)
{
    if (route.line.points.size() < 2) {
        plan.leaveOut("routes", "they have no course");
        return;
    }
    const std::string number = std::to_string(route.id);
    const char* kind = routeKind(route.kind);
    plan.addLocation("routes", plan.sourceId(kind, number), route.name, routeName(route.kind) + number, kind,
                     route.line, {});
}

void planMarker(Plan& plan, const Marker& marker)
{
    const Note* note = noteAbout(plan.world, "marker" + std::to_string(marker.id));
    PlannedEntity* point = plan.addLocation("markers", plan.sourceId("marker", marker.id), note ? note->name : "",
                                            marker.type.empty() ? "Marker " + std::to_string(marker.id) : marker.type,
                                            "marker", marker.position, {});
    if (!point)
        return;
    if (!marker.type.empty())
        point->fields.set("tags", Value(Value::Array{Value(marker.type.substr(0, 100))}));
    if (!marker.icon.empty() && marker.icon.size() <= 64)
        point->fields.set("icon", marker.icon);
}

void planRegiment(Plan& plan, const Regiment& regiment)
{
    const char* kind = regiment.isNaval ? "fleet" : "regiment";
    PlannedEntity* point = plan.addLocation("regiments", plan.sourceId("regiment", regiment.id), regiment.name,
                                            regiment.isNaval ? "Fleet" : "Regiment", kind, regiment.position, {});
    if (!point)
        return;
    if (!regiment.icon.empty() && regiment.icon.size() <= 64)
        point->fields.set("icon", regiment.icon);
    setVariable(*point, "soldiers", regiment.total);
    setVariable(*point, "owner", nameOf(plan.world.states, regiment.state));
    std::string units;
    for (const auto& [unit, count] : regiment.units)
        units += (units.empty() ? "" : ", ") + unit + ": " + std::to_string(count);
    plan.setText(*point, "description", units);
}

struct Subject
{
    std::string type;
    std::string sourceId;
};

Subject subjectOf(const Plan& plan, const Note& note)
{
    switch (note.subject) {
    case Note::Subject::Burg:
        return {"Settlement", plan.sourceId("burg", note.subjectId)};
    case Note::Subject::State:
        return {"Kingdom", plan.sourceId("state", note.subjectId)};
    case Note::Subject::Province:
        return {"Location", plan.sourceId("province", note.subjectId)};
    case Note::Subject::River:
        return {"Location", plan.sourceId("river", note.subjectId)};
    case Note::Subject::Marker:
        return {"Location", plan.sourceId("marker", note.subjectId)};
    case Note::Subject::Regiment:
        return {"Location", plan.sourceId("regiment", note.id)};
    case Note::Subject::Other:
        break;
    }
    return {};
}

} // namespace

void planPeoples(Plan& plan)
{
    for (const Culture& culture : plan.world.cultures) {
        if (culture.id != 0 && !culture.area.polygons.empty())
            planCulture(plan, culture);
        else if (culture.id != 0)
            plan.leaveOut("cultures", "they have no land");
    }
    for (const Religion& religion : plan.world.religions) {
        if (religion.id != 0 && !religion.area.polygons.empty())
            planReligion(plan, religion);
        else if (religion.id != 0)
            plan.leaveOut("religions", "they have no land");
    }
}

void planLines(Plan& plan)
{
    for (const River& river : plan.world.rivers)
        planRiver(plan, river);
    for (const Route& route : plan.world.routes)
        planRoute(plan, route);
}

void planPlaces(Plan& plan)
{
    for (const Marker& marker : plan.world.markers)
        planMarker(plan, marker);
    for (const Regiment& regiment : plan.world.regiments)
        planRegiment(plan, regiment);
}

void planNotes(Plan& plan)
{
    for (const Note& note : plan.world.notes) {
        PlannedEntity* entity = plan.add("Note", "notes", plan.sourceId("note", note.id), note.name, "Note " + note.id);
        if (!entity)
            continue;
        entity->fields.set("kind", "legend");
        plan.setText(*entity, "text", note.legend);
        entity->references = {{"worldId", "World", plan.sourceId("world", "")}};
        const Subject subject = subjectOf(plan, note);
        if (!plan.has(subject.sourceId))
            continue;
        entity->fields.set("aboutType", subject.type);
        entity->references.push_back({"aboutId", subject.type, subject.sourceId});
    }
}

} // namespace campaign::transfer::azgaar
