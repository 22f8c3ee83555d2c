// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as a request to the rules engine, as a context, and as a rule that lies in the file. The first byte says
// which: the calls of proto/rulesengine.proto in their order, then a context, then a rule.
#include "server/campaign/WorldCreation.h"
#include "server/core/Json.h"
#include "server/core/Log.h"
#include "server/core/Text.h"
#include "server/worker/grpc/RulesService.h"

#include <cstdlib>
#include <filesystem>

#include <grpcpp/test/default_reactor_test_peer.h>
#include <unistd.h>

using namespace campaign;

namespace {

const char* const conditions[] = {"c0", "c1", "f0"};

/// A file with a town "t", an event "e" with two conditions and a rule of towns, and the engine over it.
class ServedFile
{
public:
    ServedFile()
        : m_path((std::filesystem::exists("/dev/shm") ? "/dev/shm" : "/tmp") +
                 ("/fuzz-rules-" + std::to_string(getpid()) + ".campaign"))
    {
        remove();
        auto opened = history::openStore(m_path, m_types, m_clock);
        if (!opened)
            std::abort();
        m_store = std::move(*opened);
        fill();
        m_engine = std::make_unique<worker::RulesEngine>(*m_store, m_operators, m_clock, worker::RulesEngine::Limits{});
        m_service = std::make_unique<worker::RulesService>(*m_engine, [](const std::function<void()>& task) {
            task();
            return true;
        });
    }
    ~ServedFile()
    {
        m_service.reset();
        m_engine.reset();
        m_store.reset();
        remove();
    }
    ServedFile(const ServedFile&) = delete;
    ServedFile& operator=(const ServedFile&) = delete;

    worker::RulesService& service() { return *m_service; }

    /// As a file may hold it that somebody else wrote: past what saving would refuse.
    bool setRule(const Value& rule)
    {
        return bool(write([&](history::Writer& writer) {
            return writer.update(*m_types.find("FieldCondition"), "f0", {{"expression", rule}});
        }));
    }

private:
    Result<history::Receipt> write(const history::Store::WriteFunction& function)
    {
        history::ChangeRequest request;
        request.author = Viewer::owner();
        request.branch = m_branch;
        return m_store->write(request, function);
    }

    void fill()
    {
        EntityService entities(*m_store, m_operators);
        const auto world = createWorld(entities, *m_store, {.name = "World"}, {.author = Viewer::owner()});
        if (!world)
            std::abort();
        const auto snapshot = m_store->read();
        const auto branches =
            (*snapshot)->list(*m_types.find("Branch"), {}, {m_store->rootBranch(), {}, {}}, Viewer::owner());
        for (const history::EntityPtr& branch : branches->entities) {
            if (branch->id != m_store->rootBranch())
                m_branch = branch->id;
        }
        const auto filled = write([&](history::Writer& writer) -> Result<> {
            const auto make = [&](const char* type, const Id& id, Value::Object fields) {
                fields.set("name", id);
                if (!writer.create(*m_types.find(type), fields, id))
                    std::abort();
            };
            const auto over = [](const char* path, int bound) {
                return Value(Value::Object{{">", Value::Array{Value::Object{{"var", path}}, bound}}});
            };
            make("Kingdom", "k", {{"campaignId", world->campaign}});
            make("Settlement", "t", {{"kingdomId", "k"}, {"level", 3}});
            make("Event", "e", {{"campaignId", world->campaign}, {"eventType", "story"}});
            for (const char* id : {"c0", "c1"})
                make("Condition", id, {{"entityType", "Event"}, {"entityId", "e"}, {"expression", over("now", 0)}});
            make("FieldCondition", "f0",
                 {{"entityType", "Settlement"}, {"field", "isLarge"}, {"expression", over("level", 2)}});
            return {};
        });
        if (!filled)
            std::abort();
    }

    void remove() const
    {
        std::error_code ec;
        for (const char* ending : {"", "-wal", "-shm", ".lock"})
            std::filesystem::remove(m_path + ending, ec);
    }

    const std::string m_path;
    const SystemClock m_clock;
    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    const rules::OperatorRegistry m_operators = rules::OperatorRegistry::ofCampaign();
    Id m_branch;
    std::unique_ptr<history::Store> m_store;
    std::unique_ptr<worker::RulesEngine> m_engine;
    std::unique_ptr<worker::RulesService> m_service;
};

/// Anew now and then, so that the file does not grow without end.
std::unique_ptr<ServedFile>& served()
{
    static std::unique_ptr<ServedFile> file;
    return file;
}

void check(bool isGood)
{
    if (!isGood)
        std::abort();
}

/// Asks as the transport does. What is wrong with a question is never answered as UNKNOWN or INTERNAL (interop.md §8).
template <typename Request, typename Reply>
bool ask(worker::RulesService::Reactor* (worker::RulesService::*call)(worker::RulesService::Context*, const Request*,
                                                                      Reply*),
         const Request& request, Reply& reply)
{
    grpc::CallbackServerContext context;
    const grpc::testing::DefaultReactorTestPeer peer(&context);
    (served()->service().*call)(&context, &request, &reply);
    check(peer.test_status_set());
    const grpc::StatusCode code = peer.test_status().error_code();
    check(code != grpc::StatusCode::UNKNOWN && code != grpc::StatusCode::INTERNAL);
    check(isValidUtf8(peer.test_status().error_message()));
    check(Reply().ParseFromString(reply.SerializeAsString())); // which bad UTF-8 would prevent
    return code == grpc::StatusCode::OK;
}

void checkResult(const rulesengine::EvaluationResult& result)
{
    check(result.success() ? result.error().empty() && bool(parseJson(result.value_json())) : !result.error().empty());
    for (const rulesengine::TraceStep& step : result.trace())
        check(parseJson(step.input_json()) && parseJson(step.output_json()));
}

void evaluate(const rulesengine::EvaluateConditionRequest& request)
{
    rulesengine::EvaluationResult reply;
    if (ask(&worker::RulesService::EvaluateCondition, request, reply))
        checkResult(reply);
}

void evaluate(const rulesengine::EvaluateConditionsRequest& request)
{
    rulesengine::EvaluateConditionsResponse reply;
    if (!ask(&worker::RulesService::EvaluateConditions, request, reply))
        return;
    for (const std::string& id : request.condition_ids())
        check(reply.results().count(id) == 1);
    for (const auto& result : reply.results())
        checkResult(result.second);
}

template <typename Request, typename Reply>
void askPlainly(worker::RulesService::Reactor* (worker::RulesService::*call)(worker::RulesService::Context*,
                                                                             const Request*, Reply*),
                std::string_view bytes)
{
    Request request;
    Reply reply;
    if (request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        ask(call, request, reply);
}

template <typename Request>
void evaluateBytes(std::string_view bytes)
{
    Request request;
    if (request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        evaluate(request);
}

void layContext(std::string_view text)
{
    if (!isValidUtf8(text))
        return; // it would not have come through
    rulesengine::EvaluateConditionsRequest all;
    for (const char* id : conditions)
        all.add_condition_ids(id);
    all.set_context_json(std::string(text));
    all.set_include_trace(true);
    evaluate(all);
    rulesengine::EvaluateConditionRequest one;
    one.set_condition_id("f0");
    one.set_entity_id("t");
    one.set_context_json(std::string(text));
    evaluate(one);
}

void storeRule(std::string_view text)
{
    const Result<Value> rule = parseJson(text);
    if (!rule || !served()->setRule(*rule))
        return;
    layContext(rule->isObject() ? text : "{}");
    for (const char* bytes : {"", "\x1a\x02"
                                  "f0"}) { // all of them, one
        askPlainly(&worker::RulesService::GetEvaluationOrder, bytes);
        askPlainly(&worker::RulesService::ValidateDependencies, bytes);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    constexpr int most = 2'000;
    static int runs = 0;
    if (size == 0)
        return 0;
    if (runs % most == 0) {
        setLogLevel(LogLevel::Critical);
        served().reset();
        served() = std::make_unique<ServedFile>();
    }
    if (runs++ == 0)
        std::atexit([] { served().reset(); }); // before the libraries that it has used by now are gone
    const std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    switch (bytes[0] % 8) {
    case 0:
        evaluateBytes<rulesengine::EvaluateConditionRequest>(rest);
        break;
    case 1:
        evaluateBytes<rulesengine::EvaluateConditionsRequest>(rest);
        break;
    case 2:
        askPlainly(&worker::RulesService::GetEvaluationOrder, rest);
        break;
    case 3:
        askPlainly(&worker::RulesService::ValidateDependencies, rest);
        break;
    case 4:
        askPlainly(&worker::RulesService::InvalidateCache, rest);
        break;
    case 5:
        askPlainly(&worker::RulesService::GetCacheStats, rest);
        break;
    case 6:
        layContext(rest);
        break;
    default:
        storeRule(rest);
    }
    return 0;
}
